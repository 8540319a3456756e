import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stepNames, urlOf } from '../../../workshop/catalog/steps.ts';
import {
  countWords,
  findAnswersInHeader,
  findDepartures,
  findUnsized,
  sections,
} from '../../../workshop/contribute/lesson-form.ts';

const read = (path: string) =>
  existsSync(urlOf(path)) ? readFileSync(urlOf(path), 'utf8').replaceAll('\r\n', '\n') : '';

describe('the form of a step', () => {
  test.each(stepNames())('%s.md has it', (name) => {
    const findings = findDepartures(name, read(`steps/${name}.md`), read(`steps/${name}.plain.ts`));
    expect(findings.length, `Mend these:\n${findings.join('\n')}\n`).toBe(0);
  });

  test.each(stepNames())('the headers of %s.ts and its plain program tell no answer', (name) => {
    const programs = [`steps/${name}.ts`, `steps/${name}.plain.ts`];
    const findings = programs.flatMap((path) => findAnswersInHeader(path, read(path)));
    expect(findings.length, `Mend these:\n${findings.join('\n')}\n`).toBe(0);
  });

  test.each(stepNames())(
    'the functions of exercise %s are a repair first, then from small to large',
    (name) => {
      const findings = findUnsized(name, read(`test/untouched/${name}.ts`));
      expect(findings.length, `Mend these:\n${findings.join('\n')}\n`).toBe(0);
    },
  );
});

const plain = 'const job = async () => 1;\n\nconsole.log(await job());\n';
const contents: Record<string, string> = {
  Predict: 'The program sleeps for 1.0 s.\n\n```ts\nawait sleep(1000); // 1.0 s\n```',
  'What happened': '<details>\n\n<!-- run: table -->\n| T0 |\n<!-- end -->\n\n</details>',
  'In your code':
    '[03-x.plain.ts](03-x.plain.ts)\n\n```ts\nconst job = async () => 1;\n// …\n```\n\n<details>\n\n<!-- run: plain -->\n<!-- end -->\n\n<!-- run: plain bug -->\n<!-- end -->\n\n</details>',
  'Further reading': '- [one](https://nodejs.org/) and\n- [two](https://developer.mozilla.org/)',
};
const head = '# 03 X\n\n*Reading time: about 1 minute.*\n\n';
const body = sections.map((title) => `## ${title}\n\n${contents[title] ?? 'Words.'}\n\n`).join('');
const good = head + body;
const within = (title: string, text: string) => good.replace(`## ${title}\n\n`, `## ${title}\n\n${text}\n\n`);

describe('a departure from the form is found', () => {
  test('but none in a lesson that has it', () => expect(findDepartures('03-x', good, plain)).toEqual([]));

  test.each<[string, string, RegExp]>([
    ['another number', good.replace('# 03', '# 04'), /:1: Begin with "# 03 "/],
    [
      'an answer in the title',
      good.replace('# 03 X', '# 03 X: not the sum'),
      /:1: The title .* gives an answer/,
    ],
    [
      'a missing section',
      good.replace('## At work\n', '\n'),
      /:9: Here "## Before you start" begins, where "## At work" is/,
    ],
    [
      'sections in another order',
      good.replace('Predict', 'Run').replace('Run it', 'Predict'),
      /where "## Predict" is missing/,
    ],
    ['a section more', `${good}## Thanks\n`, /: Remove "## Thanks", or make it "###"/],
    [
      'no section after the last',
      good.replace(/## Further[^]*/, ''),
      /the lesson ends, where "## Further reading"/,
    ],
    ['no reading time', good.replace(/\*Reading.*\n/, ''), /:2: Write "\*Reading time: about 1 minute\.\*"/],
    [
      'a wrong reading time',
      good.replace('about 1 minute', 'about 2 minutes'),
      /:3: Write .* about 1 minute/,
    ],
    [
      'too many words',
      within('At work', 'word '.repeat(1500)).replace('about 1 minute', 'about 8 minutes'),
      /^steps\/03-x\.md: It has 15\d\d words of prose\. Shorten/,
    ],
    [
      'a transcript too early',
      within('Predict', '```text\n  1.0s  milk  done\n```'),
      /:\d+: Here is a transcript before "Run it"/,
    ],
    ['a picture too early', within('At work', '![milk](pictures/x.svg)'), /Here is a picture before/],
    ['a table of the run too early', within('Predict', '| T0 | 0.0s |'), /Here is a table of the run before/],
    ['a sum too early', within('Predict', 'So 1 + 2 = 3.0 s.'), /Here is a total before/],
    ['a total in words', within('At work', 'The total is only 2.0 s.'), /Here is a total before/],
    [
      'what is generated, unfolded',
      within('Change it', '<!-- run: transcript -->\n<!-- end -->'),
      /:\d+: Put what "<!-- run: transcript -->" writes inside <details>/,
    ],
    [
      'no link to the plain program',
      good.replace('](03-x.plain.ts)', ']'),
      /Link the plain program in "In your code"/,
    ],
    [
      'no code of the plain program',
      good.replace('async () => 1', 'async () => 2'),
      /Show a part of steps\/03-x\.plain\.ts/,
    ],
    [
      'no transcript of the plain program',
      good.replace('<!-- run: plain -->\n<!-- end -->', ''),
      /<!-- run: plain --> and/,
    ],
    [
      'the bug not shown',
      good.replace('<!-- run: plain bug -->\n<!-- end -->', ''),
      /<!-- run: plain bug --> and/,
    ],
    [
      'one link for further reading',
      good.replace('- [two](https://developer.mozilla.org/)', ''),
      /has 1 links\. Give two to four/,
    ],
  ])('%s', (_what, lesson, message) => {
    expect(findDepartures('03-x', lesson, plain)).toEqual([expect.stringMatching(message)]);
  });

  test('a plain program that uses the workshop', () => {
    const own = `import { log } from '#workshop';\n${plain}`;
    expect(findDepartures('03-x', good, own)).toEqual([expect.stringContaining('uses the workshop')]);
    expect(findDepartures('03-x', good, `// no #workshop here\n${plain}`)).toEqual([]);
  });

  test('answers inside <details>, inputs and code are no answers', () => {
    const folded = '<details>\n\nThe total is 3.0 s.\n\n```text\n1.0s  milk\n```\n\n</details>';
    for (const text of [
      folded,
      '| job | ms |\n|---|---|\n| milk | 100 |',
      'What is the total, and who is first?',
    ])
      expect(findDepartures('03-x', within('Predict', text), plain)).toEqual([]);
  });
});

test('an answer in the header of a program is found', () => {
  const header = (text: string) => `// Workers.\n//   npx tsx steps/03-x.ts    ${text}\n\nf(); // 3.0 s\n`;
  expect(findAnswersInHeader('steps/03-x.ts', header('max(1, 2) = 2 s'))).toEqual([
    expect.stringContaining('steps/03-x.ts:2: The header says "= 2 s".'),
  ]);
  expect(findAnswersInHeader('steps/03-x.ts', header('it takes 3.0 s'))).toHaveLength(1);
  expect(findAnswersInHeader('steps/03-x.ts', header('milk takes longer, with waits of 1.0 s'))).toEqual([]);
});

test('words are those of the prose: no code, tables, comments, addresses or pictures', () => {
  const lesson =
    '# 03 Two words\n\n*Reading time: about 1 minute.*\n\nOne [two three](https://four.five) – `six`.\n\n' +
    '| a | b |\n\n```ts\nlet code;\n```\n\n<!-- new:\nnothing -->\n\n<summary>Seven</summary>\n\n' +
    '![a b](c.svg)\n\n<!-- run: table -->\n| x |\nwritten\n<!-- end -->\n';
  expect(countWords(lesson)).toBe(3 + 4 + 1);
});

describe('a function of an exercise without its size is found', () => {
  const sized = (...words: string[]) =>
    words.map((word, at) => `/**\n * ${word} The task.\n */\nexport async function f${at}() {}\n`).join('\n');

  test('but none in a file in order', () => {
    const file = sized('Repair (2 to 5 minutes).', 'Use (10 minutes).', 'Build (20 minutes).');
    expect(findUnsized('03-x', `/** A type. */\nexport interface A {}\n\n${file}`)).toEqual([]);
  });

  test.each([
    ['no size', sized('Repair (3 minutes).', ''), 'Begin the comment of f1 with its size'],
    ['no comment', `${sized('Repair (3 minutes).')}\nexport class Own {}\n`, 'Begin the comment of Own with'],
    ['no repair', sized('Use (10 minutes).'), 'Let the first function be a repair; f0 is marked "Use".'],
    [
      'another order',
      sized('Repair (5 minutes).', 'Build (9 minutes).', 'Use (9 minutes).'),
      'Order the functions',
    ],
  ])('%s', (_what, file, message) => {
    expect(findUnsized('03-x', file)).toEqual([expect.stringContaining(message)]);
  });
});
