import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rememberBuiltins } from '../../../workshop/coach/builtins.ts';
import { readProblems } from '../../../workshop/coach/types.ts';
import { withTypes, type Verdict } from '../../../workshop/coach/verdict.ts';
import { tasksOf } from '../../../workshop/catalog/tasks.ts';
import { allSteps, urlOf } from '../../../workshop/catalog/steps.ts';

describe('what TypeScript says', () => {
  const said = [
    "exercises/03.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.",
    "  Types of property 'a' are incompatible.",
    'exercises\\03.ts(20,3): error TS1005: ";" expected.',
    'workshop/index.ts(1,1): error TS2322: not yours.',
    'error TS5023: Unknown compiler option.',
  ].join('\r\n');
  const problems = readProblems(said, ['exercises/03.ts']);

  test('of an answer is read with its place; what it says of other files is left out', () => {
    expect(problems).toEqual([
      {
        place: 'exercises/03.ts:1:14',
        text: "Type 'string' is not assignable to type 'number'.",
        code: 2322,
      },
      { place: 'exercises/03.ts:20:3', text: '";" expected.', code: 1005 },
    ]);
  });

  test('decides whether an answer passes; of one that does not load only what is not its syntax is added', () => {
    const verdict: Verdict = {
      exercise: '03',
      passed: true,
      claims: [],
      total: 0,
      printed: [],
      printedMore: 0,
    };
    expect(withTypes(verdict, [])).toMatchObject({ passed: true, types: [] });
    expect(withTypes(verdict, problems)).toMatchObject({ passed: false, types: problems });
    expect(withTypes(verdict, undefined)).toBe(verdict);
    const broken = { ...verdict, passed: false, broken: 'exercises/03.ts:20:3: ";" expected' };
    expect(withTypes(broken, problems).types).toEqual(problems.slice(0, 1));
    const first = [{ place: 'exercises/03.ts:1:1', text: 'the first that is no syntax', code: 2000 }];
    expect(withTypes(broken, first).types).toEqual(first);
  });
});

describe('built-ins', () => {
  test('are compared with what they were, and the first that is another is named', () => {
    const changed = rememberBuiltins();
    expect(changed()).toBeUndefined();
    const { at } = Array.prototype;
    Array.prototype.at = () => undefined;
    const name = changed();
    Array.prototype.at = at;
    expect(name).toBe('Array.prototype.at');
    expect(changed()).toBeUndefined();
  });

  test('are compared one by one: values, getters and what is gone', () => {
    const changed = rememberBuiltins();
    const replaced = (owner: object, key: PropertyKey, other: PropertyDescriptor | undefined) => {
      const before = Object.getOwnPropertyDescriptor(owner, key)!;
      if (other) Object.defineProperty(owner, key, other);
      else Reflect.deleteProperty(owner, key);
      const name = changed();
      Object.defineProperty(owner, key, before);
      return name;
    };
    expect(replaced(Map.prototype, 'size', { get: () => 0, configurable: true })).toBe('Map.prototype.size');
    expect(replaced(Math, 'max', undefined)).toBe('Math.max');
    expect(replaced(globalThis, 'Promise', { value: class extends Promise<void> {} })).toBe('Promise');
    expect(replaced(globalThis, 'queueMicrotask', { value: () => {} })).toBe('queueMicrotask');
    expect(replaced(Promise.prototype, Symbol.toStringTag, { value: 'Milk' })).toBe(
      'Promise.prototype.Symbol(Symbol.toStringTag)',
    );
    for (const type of [Object, Function, Array, String, Number, RegExp, Set, AbortSignal, EventTarget])
      expect(replaced(type.prototype, 'constructor', { value: 1 })).toBe(
        `${type.name}.prototype.constructor`,
      );
    expect(
      replaced(globalThis, 'console', { value: {}, configurable: true, writable: true }),
    ).toBeUndefined();
    expect(changed()).toBeUndefined();
  });

  test('may be added to', () => {
    const changed = rememberBuiltins();
    Object.assign(globalThis, { milk: 2 });
    const name = changed();
    Reflect.deleteProperty(globalThis, 'milk');
    expect(name).toBeUndefined();
  });
});

test('each function of each exercise has a task, which begins with its size', () => {
  for (const step of allSteps()) {
    const tasks = tasksOf(step);
    expect(tasks.length, step.name).toBeGreaterThanOrEqual(2);
    for (const { name, text } of tasks) {
      expect(text, `${step.name} ${name}`).toMatch(/^(Repair|Use|Build) \(\d.*\)\. [A-Z]/);
      expect(text, `${step.name} ${name}`).not.toContain('\n');
    }
  }
});

test('what steps import loads no colours: of packages only what random numbers need', () => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const follow = (file: URL) => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)';/gm);
    for (const [, from = ''] of imports)
      if (from.startsWith('.')) follow(new URL(from, file));
      else if (!from.startsWith('node:')) packages.add(from.split('/')[0]!);
  };
  follow(urlOf('workshop/index.ts'));
  expect(seen.size).toBeGreaterThan(20);
  expect([...packages].sort()).toEqual(['pure-rand']);
});
