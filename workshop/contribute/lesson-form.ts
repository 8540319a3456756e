import { examplesIn } from '../catalog/lesson.ts';
import { linesOf, wordsOf, type LessonLine } from './lesson-lines.ts';

/** The sections of a lesson, in their order. */
export const sections = [
  'At work',
  'Before you start',
  'Predict',
  'Run it',
  'What happened',
  'Change it',
  'Test your understanding',
  'In your code',
  'Coming from Python',
  'The exercise',
  'What comes next',
  'Further reading',
];

const mostWords = 1500;
const wordsAMinute = 200;

/** How many words of prose a lesson has: not counted are code, tables, comments and what `npm run docs` writes. */
export function countWords(lesson: string): number {
  return linesOf(lesson)
    .filter(
      ({ kind, generated, text }) =>
        (kind === 'prose' || kind === 'heading') && !generated && !isReadingTime(text),
    )
    .reduce((sum, { text }) => sum + wordsOf(text).length, 0);
}

/**
 * Finds where a lesson departs from the form that all lessons have.
 *
 * @param name of the step, such as `03-promise-all`
 * @param plain the text of its plain program, of which "In your code" shows a part
 * @returns a line for each finding, that says what to do
 */
export function findDepartures(name: string, lesson: string, plain: string): string[] {
  const lines = linesOf(lesson);
  const findings = [
    ...titleOf(name, lines),
    ...sectionsOf(lines),
    ...readingTimeOf(lesson, lines),
    ...answersShown(lines),
    ...inYourCode(name, lesson, lines, plain),
    ...furtherReading(lines),
  ];
  return findings.map((finding) => `steps/${name}.md${/^\d/.test(finding) ? ':' : ': '}${finding}`);
}

function titleOf(name: string, [first]: LessonLine[]): string[] {
  const number = name.slice(0, 2);
  const title = first?.text ?? '';
  if (!title.startsWith(`# ${number} `)) return [`1: Begin with "# ${number} " and the title.`];
  if (/\b(sum|total|longest)\b|\d s\b/i.test(title))
    return [`1: The title "${title}" gives an answer away. Let it name the topic only.`];
  return [];
}

function sectionsOf(lines: LessonLine[]): string[] {
  const found = lines.filter(({ kind, text }) => kind === 'heading' && text.startsWith('## '));
  const titles = found.map(({ section }) => section);
  const wrong = sections.findIndex((title, at) => titles[at] !== title);
  if (wrong === -1) {
    const more = found[sections.length];
    return more ? [`${more.number}: Remove "## ${more.section}", or make it "###" inside a section.`] : [];
  }
  const here = found[wrong];
  const instead = here ? `"## ${here.section}" begins` : 'the lesson ends';
  return [
    `${here?.number ?? lines.length}: Here ${instead}, where "## ${sections[wrong]}" is missing. The sections, in order: ${sections.join(', ')}.`,
  ];
}

function readingTimeOf(lesson: string, lines: LessonLine[]): string[] {
  const words = countWords(lesson);
  const minutes = Math.ceil(words / wordsAMinute);
  const wanted = `*Reading time: about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.*`;
  const stated = lines.find(({ text }) => isReadingTime(text));
  const findings = [];
  if (words > mostWords)
    findings.push(`It has ${words} words of prose. Shorten it to ${mostWords} at most: one idea, said once.`);
  if (stated?.text.trim() !== wanted || stated.section !== '')
    findings.push(
      `${stated?.number ?? 2}: Write "${wanted}" between the title and the first section: it has ${words} words of prose.`,
    );
  return findings;
}

/** What tells the answer before the reader has made a prediction, and what is shown without being asked for. */
function answersShown(lines: LessonLine[]): string[] {
  const run = lines.find(({ kind, section }) => kind === 'heading' && section === 'Run it');
  const findings: string[] = [];
  for (const { number, text, kind, folded, fence, section } of lines) {
    if (folded > 0) continue;
    if (kind === 'mark' && text.includes('<!-- run:')) {
      findings.push(`${number}: Put what "${text.trim()}" writes inside <details>.`);
      continue;
    }
    if (!run || number > run.number) continue;
    const what =
      fence !== undefined && /^\s*\d+\.\d+ ?s\s/.test(text)
        ? 'a transcript'
        : kind === 'prose' && /!\[|<img\b/.test(text)
          ? 'a picture'
          : kind === 'table' && /^\s*\|\s*T\d/.test(text)
            ? 'a table of the run'
            : givesTotal(text, section)
              ? 'a total'
              : undefined;
    if (what)
      findings.push(`${number}: Here is ${what} before "Run it". Put it inside <details>, or further down.`);
  }
  return findings;
}

const seconds = String.raw`\d+(?:\.\d+)?\s?(?:s|ms|seconds?)\b`;
const saidTotal = new RegExp(String.raw`\b(?:total|in all|altogether)\b[^.?]{0,30}?\b${seconds}`, 'i');
const sum = new RegExp(String.raw`=\s*${seconds}`);

/** A bug "At work" may cost a sum of seconds; the program that is to be predicted may not. */
function givesTotal(text: string, section: string): boolean {
  return (
    saidTotal.test(text) || ((section === 'Before you start' || section === 'Predict') && sum.test(text))
  );
}

function inYourCode(name: string, lesson: string, lines: LessonLine[], plain: string): string[] {
  const own = lines.filter(({ section }) => section === 'In your code');
  const at = own[0]?.number;
  if (at === undefined) return [];
  const findings = [];
  if (/#workshop|#run\b|['"]\.\.?\/.*workshop\//.test(plain.replaceAll(/^\/\/.*$/gm, '')))
    findings.push(`steps/${name}.plain.ts uses the workshop. Let it import nothing that a reader has not.`);
  if (!own.some(({ text }) => text.includes(`](${name}.plain.ts)`)))
    findings.push(`${at}: Link the plain program in "In your code": [${name}.plain.ts](${name}.plain.ts).`);
  if (!showsPartOf(plain, own))
    findings.push(
      `${at}: Show a part of steps/${name}.plain.ts in "In your code": a block of \`\`\`ts with its lines as they are in the file.`,
    );
  const shown = examplesIn(lesson, name, 'plain').flat();
  for (const variant of ['plain', 'plain bug'])
    if (!shown.some(({ args }) => (args[0] === 'bug') === (variant === 'plain bug')))
      findings.push(
        `${at}: Show what the plain program prints: <!-- run: ${variant} --> and <!-- end --> inside <details>.`,
      );
  return findings;
}

/** Whether a block of code is from the plain program, at least two of three lines of it: a lesson may leave things out. */
function showsPartOf(plain: string, lines: LessonLine[]): boolean {
  const code = (text: string) => text.replace(/\/\/ .*$/, '').trim();
  const own = new Set(plain.split('\n').map(code));
  const blocks: string[][] = [];
  for (const [at, { fence, text }] of lines.entries()) {
    if (fence !== 'ts') continue;
    if (lines[at - 1]?.fence !== 'ts') blocks.push([]);
    if (code(text) !== '') blocks.at(-1)!.push(code(text));
  }
  return blocks.some(
    (block) => block.length > 0 && block.filter((text) => own.has(text)).length * 3 >= block.length * 2,
  );
}

function furtherReading(lines: LessonLine[]): string[] {
  const own = lines.filter(({ section }) => section === 'Further reading');
  const links = own.flatMap(({ text }) => text.match(/\]\(https?:\/\/[^)]+\)/g) ?? []);
  if (own.length === 0 || (links.length >= 2 && links.length <= 4)) return [];
  return [
    `${own[0]!.number}: "Further reading" has ${links.length} links. Give two to four: MDN, Node's documentation, the package, a classic text.`,
  ];
}

/** A sum, or when it ends; `with waits of 1.0 s` is what the program is given. */
const outcome = new RegExp(
  String.raw`=\s*${seconds}|\b(?:in all|total|it takes|it took|ends at) ${seconds}`,
  'i',
);

/**
 * Finds times and sums in the comment at the top of a program: readers see it before they predict.
 *
 * @param path of the program, for the findings
 */
export function findAnswersInHeader(path: string, program: string): string[] {
  const [header = ''] = program.split(/^(?!\/\/)/m);
  return header.split('\n').flatMap((text, at) => {
    const [answer] = outcome.exec(text) ?? [];
    return answer
      ? [
          `${path}:${at + 1}: The header says "${answer}". Let it say how to run the program and what each variant is, not what comes out.`,
        ]
      : [];
  });
}

function isReadingTime(text: string): boolean {
  return /^\*Reading time:/.test(text.trim());
}

/** The sizes of an exercise's functions, from the smallest. */
const sizes = ['Repair', 'Use', 'Build'];

/**
 * Finds functions of an exercise whose comments do not begin with their size, or that are in the wrong order.
 *
 * @param exercise the text of the exercise as it is shipped
 */
export function findUnsized(name: string, exercise: string): string[] {
  const functions = [
    ...exercise.matchAll(
      /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?export (?:abstract )?(?:async )?(?:function\*?|class) (\w+)/g,
    ),
  ];
  const path = `test/untouched/${name}.ts`;
  const found = functions.map(({ 1: comment = '', 2: own }) => {
    const begins = comment.replaceAll(/^\s*\* ?/gm, '').trim();
    return { own, size: /^(Repair|Use|Build) \(\d+(?: to \d+)? minutes\)\./.exec(begins)?.[1] };
  });
  const findings = found.flatMap(({ own, size }) =>
    size
      ? []
      : [
          `${path}: Begin the comment of ${own} with its size: "Repair (2 to 5 minutes).", "Use (10 minutes)." or "Build (20 minutes)."`,
        ],
  );
  if (found[0]?.size && found[0].size !== 'Repair')
    findings.push(
      `${path}: Let the first function be a repair; ${found[0].own} is marked "${found[0].size}".`,
    );
  const ranks = found.flatMap(({ size }) => (size ? [sizes.indexOf(size)] : []));
  if (ranks.some((rank, at) => rank < (ranks[at - 1] ?? 0)))
    findings.push(`${path}: Order the functions by size: repair, use, build.`);
  return findings;
}
