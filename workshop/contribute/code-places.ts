import { strip } from './strip-code.ts';
import { linesOf, type LessonLine } from './lesson-lines.ts';

/** The texts of a step, by their paths. What has no path yet is not looked at. */
export interface StepTexts {
  name: string;
  lesson: string;
  program: string;
  plain: string;
  exercise: string;
  solution: string;
}

/** A piece of code, and what to look for in it besides the names of the platform. */
export interface Place {
  code: string;
  /** That of its first line. */
  line: number;
  path: string;
  /** Sentences with code in them: an apostrophe begins no string. */
  prose?: true;
  /** How to look for the names of the workshop; `python` finds those only that are no names of asyncio. */
  workshop: 'imports' | 'calls' | 'inline' | 'classes' | 'python' | 'none';
  /** The code that sentences speak of: what it defines is not the workshop's. */
  about?: string;
}

/** The section in which code is the reader's own, so that `log(…)` is a function of theirs. */
const ordinary = ['At work', 'In your code'];

/** All code of a step: the blocks and the inline code of its lesson, its programs, its exercise with the task, the answer and the hints. */
export function placesIn(step: StepTexts): Place[] {
  return [...placesInLesson(step), ...placesInFiles(step)];
}

function placesInLesson({ name, lesson, program, plain, exercise }: StepTexts): Place[] {
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
  const about = [program, plain, exercise].map((code) => strip(code).code).join('\n');
  return [...places, ...inlineCode({ path, about }, linesOf(lesson))];
}

/** What is between backticks in sentences, also when it goes on in the next line. */
function inlineCode(where: { path: string; about: string }, lines: LessonLine[]): Place[] {
  const isRead = ({ kind, generated }: LessonLine) =>
    ['prose', 'table', 'heading'].includes(kind) && generated === undefined;
  const prose = lines.map((line) => (isRead(line) ? line.text : '')).join('\n');
  return [...prose.matchAll(/`((?:[^`\n]|\n(?!\s*\n))+)`/g)].flatMap(({ index, 1: code = '' }): Place[] => {
    const line = prose.slice(0, index).split('\n').length;
    const python = lines[line - 1]!.section === 'Coming from Python';
    if (python && /\basyncio\b|\basync (def|with|for)\b|:$/.test(code)) return [];
    return [{ ...where, line, code, workshop: python ? 'python' : 'inline' }];
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
        about: strip(exercise).code,
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
