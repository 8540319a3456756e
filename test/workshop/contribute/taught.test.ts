import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allSteps, stepNames, urlOf } from '../../../workshop/catalog/steps.ts';
import { strip } from '../../../workshop/contribute/strip-code.ts';
import type { StepTexts } from '../../../workshop/contribute/code-places.ts';
import { exportsOf } from '../../../workshop/contribute/names-used.ts';
import { declaredIn, findUntaught } from '../../../workshop/contribute/taught.ts';

const read = (path: string) =>
  existsSync(urlOf(path)) ? readFileSync(urlOf(path), 'utf8').replaceAll('\r\n', '\n') : '';
const exported = exportsOf(read('workshop/index.ts'));
const steps: StepTexts[] = allSteps().map((step) => ({
  name: step.name,
  lesson: read(step.lesson),
  program: read(step.program),
  plain: read(step.plain),
  // The learner's own answer may use anything.
  exercise: read(step.untouched),
  solution: read(step.solution),
}));

describe('nothing before it is taught', () => {
  test.each(stepNames())('%s says first in "Before you start" what is new in it', (name) => {
    const { lesson } = steps.find((step) => step.name === name)!;
    expect(
      declaredIn(lesson),
      'Write as the first line of "Before you start": <!-- new: name, name -->, or <!-- new: nothing -->',
    ).toBeDefined();
  });

  test('every name of #workshop and of the platform is declared in the step that uses it first, or before', () => {
    expect(exported).toEqual(expect.arrayContaining(['log', 'Queue', 'TaskGroup']));
    const findings = findUntaught(steps, exported);
    expect(findings.length, `Mend these:\n${findings.join('\n')}\n`).toBe(0);
  });
});

describe('a name that comes too early is found', () => {
  const nothing = { program: '', plain: '', exercise: '', solution: '' };
  const lesson = (declared: string, more = '') =>
    `# 01 Some\n\n## Before you start\n\n<!-- new: ${declared} -->\n\n${declared.replaceAll(', ', ' and ')}\n\n${more}\n`;
  const found = (one: Partial<StepTexts>) =>
    findUntaught(
      [
        { ...nothing, name: '01-one', lesson: lesson('async, await'), ...one },
        { ...nothing, name: '02-two', lesson: lesson('Promise.all, sleep, Queue, node:events') },
      ],
      exported,
    );
  const early = (where: string, name: string, when = 'taught in 02-two') => [
    `${where}: "${name}" is ${when}. Do without it, or teach it here and add it to "<!-- new: … -->".`,
  ];

  test.each<[string, Partial<StepTexts>, string[]]>([
    ['in the program', { program: '\nawait Promise.all([]);' }, early('steps/01-one.ts:2', 'Promise.all')],
    ['in an import', { program: `import { sleep } from '#workshop';` }, early('steps/01-one.ts:1', 'sleep')],
    [
      'in the name of a module',
      { plain: `import { once } from 'node:events';` },
      early('steps/01-one.plain.ts:1', 'node:events'),
    ],
    [
      'in what stands between ${ and }',
      { plain: 'console.log(`${await Promise.all([])} "`);' },
      early('steps/01-one.plain.ts:1', 'Promise.all'),
    ],
    [
      'in a task',
      { exercise: '/**\n * Build `Promise.all`.\n */' },
      early('exercises/01-one.ts:2', 'Promise.all'),
    ],
    [
      'in a hint',
      { solution: "//\n\n// Hints\n//\n// all\n// 1. Don't use a `Queue`; sleep(1) is enough." },
      [...early('solutions/01-one.ts:6', 'Queue'), ...early('solutions/01-one.ts:6', 'sleep')],
    ],
    [
      'in the inline code of the lesson, over two lines',
      { lesson: lesson('async, await', 'Use `await\nPromise.all([])`.') },
      early('steps/01-one.md:10', 'Promise.all'),
    ],
    [
      'in a block of the lesson',
      { lesson: lesson('async, await', '```ts\nawait sleep(1);\n```') },
      early('steps/01-one.md:10', 'sleep'),
    ],
    [
      'that nobody teaches',
      { program: 'setInterval(() => {});' },
      early('steps/01-one.ts:1', 'setInterval', 'taught in no step'),
    ],
    [
      'a signal',
      { exercise: 'function work(signal: unknown) {}' },
      early('exercises/01-one.ts:1', 'AbortController', 'taught in no step'),
    ],
    [
      'that is declared and never shown',
      { lesson: lesson('async, await').replace('async and await', 'async') },
      ['steps/01-one.md: "await" is declared new, and the lesson never shows it.'],
    ],
    [
      'that is declared twice',
      { lesson: lesson('async, sleep, await') },
      ['steps/02-two.md: "sleep" is new in 01-one already. Remove it here.'],
    ],
  ])('%s', (_where, texts, findings) => expect(found(texts)).toEqual(findings));

  test.each<[string, Partial<StepTexts>]>([
    ['a comment', { program: '// Promise.all\n/* setTimeout */' }],
    [
      'a string, a template or a regular expression',
      { program: "f('setTimeout \"', `Promise.all`, /fetch\\(/);" },
    ],
    ['prose', { lesson: lesson('async, await', 'We fetch, sleep and queue.') }],
    [
      'what npm run docs wrote',
      { lesson: lesson('async, await', '<!-- run: table -->\n| `sleep` |\n<!-- end -->') },
    ],
    ['a function of the same name', { plain: 'const sleep = (ms: number) => ms;\nsleep(1);' }],
    ['a collaborator', { exercise: 'function f(fetch: (page: number) => void) {\n  fetch(1);\n}' }],
    [
      'a property that the task speaks of',
      { exercise: 'interface Job {\n  /** What `sleep` does. */\n  sleep: () => void;\n}' },
    ],
    [
      'a name of Python',
      { lesson: lesson('async, await', '## Coming from Python\n\n`asyncio.sleep`, `Queue`, `sleep`') },
    ],
    ['a method', { program: 'pool.sleep(1);' }],
  ])('but not in %s', (_where, texts) => expect(found(texts)).toEqual([]));

  test('where an earlier lesson does not say what it teaches, only what a later one teaches is too early', () => {
    const before = { ...nothing, name: '00-none', lesson: '# 00' };
    const one = { ...nothing, name: '01-one', lesson: lesson('async'), program: 'await Promise.all([]);' };
    const two = { ...nothing, name: '02-two', lesson: lesson('Promise.all') };
    expect(findUntaught([before, one, two], exported)).toEqual(early('steps/01-one.ts:1', 'Promise.all'));
  });
});

test('code is taken apart with all its line ends', () => {
  const source = 'a // b\n`x ${ { y: `z\n` } } w` /* c\nd */ / 2;\nreturn /[/"]\\/"/.test(\'e\');';
  const { code, bare, comments } = strip(source);
  const short = (text: string) => text.replaceAll(/ +/g, ' ');
  expect(short(code)).toBe('a \n`x ${ { y: `z\n` } } w` \n / 2;\nreturn /[/"]\\/"/.test(\'e\');');
  expect(short(bare)).toBe('a \n` ${ { y: ` \n` } } ` \n / 2;\nreturn .test( );');
  expect(short(comments)).toBe(' // b\n \n /* c\nd */ \n ');
  expect([code.length, bare.length, comments.length]).toEqual(Array.from({ length: 3 }, () => source.length));
});
