import type { Call } from './call.ts';
import type { CallRecorder } from './answer-calls.ts';

type Side = Call['side'];
type Callable = (...args: unknown[]) => unknown;

const other = { answer: 'given', given: 'answer' } as const;

/**
 * Puts the line between an answer and a claim: what the answer exports stays as it is, but every call of it, and every call
 * that it makes to what it is given, is recorded. Only functions are seen, in lists and plain objects too, and the
 * methods of iterators; everything else passes as it is.
 */
export class Boundary {
  readonly #calls: CallRecorder;
  readonly #seen = new WeakMap<object, Map<string, unknown>>();

  constructor(calls: CallRecorder) {
    this.#calls = calls;
  }

  /** The exports of an answer, each call of which is recorded. */
  answer<Answer extends object>(answer: Answer): Answer {
    const entries = Object.entries(answer).map(([name, value]) => [
      name,
      this.#wrap(value, 'answer', name, 0),
    ]);
    return Object.fromEntries(entries) as Answer;
  }

  #wrap(value: unknown, side: Side, name: string, depth: number): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
    const key = `${side} ${name}`;
    const known = this.#seen.get(value)?.get(key);
    if (known) return known;
    const wrapped =
      typeof value === 'function'
        ? this.#wrapFunction(value as Callable, side, name)
        : hasFunctions(value, depth)
          ? this.#wrapObject(value, side, name, depth)
          : value;
    if (wrapped === value) return value;
    for (const each of [value, wrapped as object]) {
      const names = this.#seen.get(each) ?? new Map<string, unknown>();
      this.#seen.set(each, names.set(key, wrapped));
    }
    return wrapped;
  }

  #wrapFunction(work: Callable, side: Side, name: string, of?: Call): unknown {
    const names = side === 'answer' ? parameters(work) : [];
    return new Proxy(work, {
      apply: (target, self: unknown, args: unknown[]) => {
        const inner = args.map((arg, i) => this.#pass(arg, side, names[i] ?? `argument ${i + 1}`));
        const call = () => this.#give(Reflect.apply(target, self, inner), side, name, self);
        return this.#calls.run(
          side,
          name,
          args,
          call,
          side === 'answer' ? args.flatMap((arg, i) => functionsIn(arg, names[i], 0)) : [],
          of,
        );
      },
      construct: (target, args) => {
        const made = Reflect.construct(target, args) as object;
        return this.#wrapObject(made, side, name, 0);
      },
    });
  }

  /** What one side hands to the other in a call. */
  #pass(arg: unknown, to: Side, name: string): unknown {
    return this.#wrap(arg, other[to], name, 0);
  }

  /** What a call gives back: functions and iterators in it are still that side's code. */
  #give(result: unknown, side: Side, name: string, self: unknown): unknown {
    if (typeof result === 'function')
      return this.#wrapFunction(result as Callable, side, `${name}()`, this.#calls.current);
    if (typeof result !== 'object' || result === null || !isIterator(result)) return result;
    // An iterator that is asked for its iterator gives itself.
    if ([...(this.#seen.get(result)?.values() ?? [])].includes(self)) return self;
    return this.#wrap(result, side, `${name}()`, 0);
  }

  #wrapObject(object: object, side: Side, path: string, depth: number): object {
    return new Proxy(object, {
      // Setters too are those of the object itself, which may have private fields.
      set: (target, property, value) => Reflect.set(target, property, value),
      get: (target, property) => {
        const value = Reflect.get(target, property) as unknown;
        const own = Reflect.getOwnPropertyDescriptor(target, property);
        if (own && !own.configurable && !own.writable) return value;
        const name = nameOf(target, property, path);
        // What a list inherits works on the list as it is seen, and a constructor is nobody's code.
        if (!own && (Array.isArray(target) || property === 'constructor')) return value;
        if (typeof value !== 'function') return this.#wrap(value, side, name, depth + 1);
        // Its own methods need the object itself: a generator knows no other.
        const method = value as Callable;
        const bound = Array.isArray(target)
          ? method
          : (...args: unknown[]) => Reflect.apply(method, target, args);
        return this.#wrap(keep(target, method, bound), side, name, depth + 1);
      },
    });
  }
}

const bounds = new WeakMap<object, Map<Callable, Callable>>();
const originals = new WeakMap<Callable, Callable>();

/** The same function each time, as it would be without us. */
function keep(target: object, method: Callable, bound: Callable): Callable {
  const own = bounds.get(target) ?? new Map<Callable, Callable>();
  bounds.set(target, own);
  const known = own.get(method) ?? bound;
  own.set(method, known);
  originals.set(known, method);
  return known;
}

function nameOf(target: object, property: string | symbol, path: string): string {
  if (typeof property === 'symbol') return path;
  if (Array.isArray(target)) return `${path}[${property}]`;
  // What is taken apart where it is received, as in `({ user }) => user()`, has no name of its own.
  return path === '' ? property : `${path}.${property}`;
}

/** Whether something in there could be called: in a list, in a plain object, or as an iterator. */
function hasFunctions(value: object, depth: number): boolean {
  if (depth > 3) return false;
  if (isIterator(value)) return true;
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  if (Object.isFrozen(value)) return false;
  const inside = Object.values(value as Record<string, unknown>);
  return inside.some(
    (each) =>
      typeof each === 'function' ||
      (typeof each === 'object' && each !== null && hasFunctions(each, depth + 1)),
  );
}

/** The names of the functions in an argument, as calls of them are named. */
function functionsIn(value: unknown, path: string | undefined, depth: number): string[] {
  if (typeof value === 'function') return path ? [path] : [];
  if (typeof value !== 'object' || value === null || !path || isIterator(value)) return [];
  if (!hasFunctions(value, depth)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    functionsIn(each, nameOf(value, name, path), depth + 1),
  );
}

/** A generator or an iterator written by hand; no class of anybody's, which may have private fields. */
function isIterator(value: object): boolean {
  const name = Object.prototype.toString.call(value);
  if (name === '[object AsyncGenerator]' || name === '[object Generator]') return true;
  const plain = Object.getPrototypeOf(value) === Object.prototype;
  return plain && (Symbol.asyncIterator in value || typeof (value as { next?: unknown }).next === 'function');
}

/** The names of a function's parameters, as far as they are plain names. */
function parameters(work: Callable): string[] {
  const text = Function.prototype.toString.call(originals.get(work) ?? work);
  const [, one, list = one ?? ''] = /^(?:(?:async\s+)?([\w$]+)\s*=>|[^(]*\(([^)]*)\))/.exec(text) ?? [];
  return list.split(',').map((each) => /^\s*(?:\.\.\.)?([\w$]+)/.exec(each)?.[1] ?? '');
}
