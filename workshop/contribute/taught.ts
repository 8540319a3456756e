import { strip, type Piece } from './code-in.ts';
import { linesOf, type LessonLine } from './lesson-lines.ts';
import { platformNames } from './platform-names.ts';

/** The texts of a step, by their paths. What has no path yet is not looked at. */
export interface StepTexts {
  name: string;
  lesson: string;
  program: string;
  plain: string;
  exercise: string;
  solution: string;
}

/** Code, and what to look for in it besides the names of the platform. */
interface Place extends Piece {
  path: string;
  /** Sentences with code in them: an apostrophe begins no string. */
  prose?: true;
  workshop: 'imports' | 'calls' | 'inline' | 'classes' | 'none';
}

/** The first place in a file where a name occurs. */
interface Use {
  path: string;
  line: number;
  name: string;
}

/** They read the arguments of a program, which learners run and never write. Nothing else may come untaught. */
const plumbing = ['choice', 'count', 'seconds', 'settings'];

/** The section in which code is the reader's own, so that `log(…)` is a function of theirs. */
const ordinary = ['At work', 'In your code'];

/** What a lesson says is new in it: the first line of "Before you start". `undefined` when it says nothing. */
export function declaredIn(lesson: string): string[] | undefined {
  const [, list] = /^## Before you start\n\s*<!-- new:([^]*?)-->/m.exec(lesson) ?? [];
  return list
    ?.split(/,\s+/)
    .map((name) => name.replaceAll('`', '').replace(/\(\)$/, '').trim())
    .filter((name) => name !== '' && name !== 'nothing');
}

/** The names that `#workshop` exports, types among them. */
export function exportsOf(index: string): string[] {
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) => namesIn(list!));
}

/**
 * Finds what is used before it is taught. A name counts where code is: in the blocks and the inline code of the lesson, in the
 * programs, in the exercise and its task, in the solution and its hints. Comments and strings do not count.
 *
 * @param steps all steps of the workshop, in their order; a lesson without a declaration is not judged
 * @param workshop the names that `#workshop` exports
 * @returns a line for each, that says where and what to do
 */
export function findUntaught(steps: StepTexts[], workshop: string[]): string[] {
  const taughtBy = new Map<string, string>();
  const findings: string[] = [];
  const declared = steps.map((step) => declaredIn(step.lesson));
  for (const [at, step] of steps.entries()) {
    for (const name of declared[at] ?? []) {
      const first = taughtBy.get(name);
      if (first)
        findings.push(`steps/${step.name}.md: "${name}" is new in ${first} already. Remove it here.`);
      else taughtBy.set(name, step.name);
    }
  }
  const order = steps.map(({ name }) => name);
  for (const [at, step] of steps.entries()) {
    if (!declared[at]) continue;
    // What the lessons without a declaration teach is not known.
    const complete = declared.slice(0, at).every((list) => list !== undefined);
    const uses = usesIn(step, workshop);
    for (const { path, line, name } of uses) {
      const teacher = taughtBy.get(name);
      if (teacher && order.indexOf(teacher) <= at) continue;
      if (!teacher && !complete) continue;
      const when = teacher ? `taught in ${teacher}` : 'taught in no step';
      findings.push(
        `${path}:${line}: "${name}" is ${when}. Do without it, or teach it here and add it to "<!-- new: … -->".`,
      );
    }
    const lesson = withoutDeclaration(step.lesson);
    for (const name of declared[at]) {
      const shown =
        uses.some((use) => use.name === name && use.path.endsWith('.md')) ||
        new RegExp(`(?<!\\w)${escaped(name)}(?!\\w)`).test(lesson) ||
        platformNames.some((each) => each.name === name && each.found.test(lesson));
      if (!shown)
        findings.push(`steps/${step.name}.md: "${name}" is declared new, and the lesson never shows it.`);
    }
  }
  return findings;
}

function usesIn(step: StepTexts, workshop: string[]): Use[] {
  const places = [...placesInLesson(step), ...placesInFiles(step)];
  const uses = new Map<string, Use>();
  for (const place of places) {
    for (const { name, line } of namesUsed(place, workshop)) {
      const key = `${place.path} ${name}`;
      if (!uses.has(key)) uses.set(key, { path: place.path, line, name });
    }
  }
  return [...uses.values()];
}

function placesInLesson({ name, lesson, plain }: StepTexts): Place[] {
  const path = `steps/${name}.md`;
  const own = new Set(plain.split('\n').map((line) => line.trim()));
  const places: Place[] = [];
  let block: LessonLine[] = [];
  const endBlock = (): void => {
    const [first] = block;
    if (first && /^(ts|js|typescript|javascript)$/.test(first.fence ?? '')) {
      const extract = block.every(({ text }) => own.has(text.trim()));
      const workshop = extract ? 'none' : ordinary.includes(first.section) ? 'classes' : 'calls';
      places.push({ path, line: first.number, code: block.map(({ text }) => text).join('\n'), workshop });
    }
    block = [];
  };
  for (const line of linesOf(lesson)) {
    if (line.fence !== undefined) block.push(line);
    else endBlock();
  }
  endBlock();
  return [...places, ...inlineCode(path, linesOf(lesson))];
}

/** What is between backticks in sentences, also when it goes on in the next line. */
function inlineCode(path: string, lines: LessonLine[]): Place[] {
  const isRead = ({ kind, generated }: LessonLine) =>
    ['prose', 'table', 'heading'].includes(kind) && generated === undefined;
  const prose = lines.map((line) => (isRead(line) ? line.text : '')).join('\n');
  return [...prose.matchAll(/`((?:[^`\n]|\n(?!\s*\n))+)`/g)].flatMap(({ index, 1: code = '' }): Place[] => {
    const line = prose.slice(0, index).split('\n').length;
    const python = lines[line - 1]!.section === 'Coming from Python';
    if (python && /\basyncio\b|\basync (def|with|for)\b|:$/.test(code)) return [];
    return [{ path, line, code, workshop: python ? 'classes' : 'inline' }];
  });
}

function placesInFiles({ name, program, plain, exercise, solution }: StepTexts): Place[] {
  const [code = '', hints = ''] = solution.split(/^\/\/ Hints[ \t]*$/m);
  const hintsFrom = code.split('\n').length;
  const file = (folder: string, text: string): Place => {
    return { path: `${folder}/${name}.ts`, line: 1, code: text, workshop: 'imports' };
  };
  // The comments of an exercise are the task, so the code they quote counts.
  const quoted = strip(exercise)
    .comments.split('\n')
    .flatMap((text, at) =>
      [...text.matchAll(/`([^`]+)`/g)].map(([, each]): Place => ({
        path: `exercises/${name}.ts`,
        line: at + 1,
        code: each!,
        workshop: 'inline',
      })),
    );
  return [
    file('steps', program),
    { path: `steps/${name}.plain.ts`, line: 1, code: plain, workshop: 'none' },
    file('exercises', exercise),
    ...quoted,
    file('solutions', code),
    {
      path: `solutions/${name}.ts`,
      line: hintsFrom,
      code: hints,
      prose: true,
      workshop: 'calls',
    },
  ];
}

function namesUsed(
  { code, line, prose, workshop }: Place,
  names: string[],
): { name: string; line: number }[] {
  const { code: withStrings, bare } = prose ? { code, bare: code } : strip(code);
  const whole = workshop === 'inline' || workshop === 'classes' ? code : withStrings;
  const lineAt = (at: number) => line + code.slice(0, at).split('\n').length - 1;
  const found: { name: string; line: number }[] = [];
  for (const { name, found: pattern, inStrings, mayBeOwn, beside } of platformNames) {
    const at = (inStrings ? whole : bare).search(pattern);
    if (at === -1 || (beside && !beside.test(bare)) || (mayBeOwn && isOwn(name, bare))) continue;
    found.push({ name, line: lineAt(at) });
  }
  for (const name of names) {
    if (plumbing.includes(name)) continue;
    const at = searchName(name, workshop, withStrings, bare);
    if (at !== -1) found.push({ name, line: lineAt(at) });
  }
  return found;
}

/** Where a name of the workshop occurs; -1 when it does not, or when it is the code's own. */
function searchName(name: string, how: Place['workshop'], withStrings: string, bare: string): number {
  if (how === 'none') return -1;
  for (const imported of withStrings.matchAll(/^import (?:type )?\{([^}]*)\} from '#workshop'/gm))
    if (namesIn(imported[1]!).includes(name))
      return imported.index + imported[0].search(new RegExp(`\\b${name}\\b`));
  if (how === 'imports' || isOwn(name, bare)) return -1;
  if (/^[A-Z]/.test(name)) return bare.search(new RegExp(`(?<![.\\w$])${name}\\b`));
  if (how === 'inline' && bare.trim() === name) return 0;
  return how === 'classes' ? -1 : bare.search(new RegExp(`(?<![.\\w$#])${name}\\(`));
}

/** Whether the code defines this name itself, or takes it as a parameter. */
function isOwn(name: string, bare: string): boolean {
  return new RegExp(
    `\\b(?:function\\*?|const|let|class|interface|type)\\s+${name}\\b|[(,]\\s*${name}\\s*[?:]|\\b${name}\\s*=>`,
  ).test(bare);
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((each) =>
      each
        .replace(/^\s*type\s/, '')
        .replace(/\s+as\s.*$/, '')
        .trim(),
    )
    .filter((each) => each !== '');
}

function withoutDeclaration(lesson: string): string {
  return lesson.replace(/<!-- new:[^]*?-->/, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w\s]/g, '\\$&');
}
