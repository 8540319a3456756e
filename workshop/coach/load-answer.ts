import module from 'node:module';
import { textOf, urlOf, type Step } from '../catalog/steps.ts';
import { importTypeScript } from '../runtime/import-typescript.ts';
import { explainBroken } from '../catalog/broken.ts';

/** What an exercise exports. */
export type Answer = Record<string, unknown>;

const { setImmediate } = globalThis;

/** What tools leave in a file, and what a compiler has no good word for. */
const strayMarks: [RegExp, string][] = [
  [
    /^<{7}( |$)/,
    'this is the mark of a merge conflict, "<<<<<<<". Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.',
  ],
  [/^```/, 'this is the fence of a Markdown block. Delete the lines that begin with ```.'],
];

/**
 * Loads an answer.
 *
 * @returns what it exports, or in words why it cannot be loaded
 */
export async function loadAnswer({ exercise, number }: Step): Promise<Answer | string> {
  const back = `npm start reset ${number} brings the original back.`;
  try {
    const text = textOf(exercise);
    if (text === undefined) return `${exercise} is not there. ${back}`;
    if (text.trim() === '') return `${exercise} is empty. ${back}`;
    for (const [mark, what] of strayMarks) {
      const line = text.split('\n').findIndex((each) => mark.test(each));
      if (line !== -1) return `${exercise}:${line + 1}:1: ${what}`;
    }
    const answer = { ...(await importTypeScript(urlOf(exercise).href)) };
    // By the next turn Node knows of every rejection that nothing handles.
    await new Promise<void>((resolve) => setImmediate(resolve));
    return answer;
  } catch (error) {
    return explainBroken(error);
  }
}

/** Lets Node load what takes types away, so that the answer need not wait for that. Where tsx does it, it is loaded already. */
export function warmUp(): void {
  const { emitWarning } = process;
  // It would say that it is experimental.
  process.emitWarning = () => {};
  (module as { stripTypeScriptTypes?: (code: string) => string }).stripTypeScriptTypes?.('');
  process.emitWarning = emitWarning;
}
