import { textOf, type Step } from './steps.ts';

/** One function of an exercise, and what is asked for. */
export interface Task {
  name: string;
  /** The first paragraph of its comment, which begins with its size: `Repair (2 to 5 minutes). Loads …` */
  text: string;
}

/** The functions of an exercise, as it was shipped. */
export function tasksOf({ untouched }: Step): Task[] {
  const functions = /\/\*\*\n((?: \*.*\n)*?) \*\/\nexport (?:async )?(?:function\*?|class) (\w+)/g;
  return [...(textOf(untouched) ?? '').matchAll(functions)].map(([, comment = '', name = '']) => {
    const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
    const end = lines.indexOf('');
    return { name, text: lines.slice(0, end === -1 ? undefined : end).join(' ') };
  });
}
