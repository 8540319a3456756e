import { createRequire } from 'node:module';
import { columns } from '../runtime/transcript.ts';

const require = createRequire(import.meta.url);
type WrapAnsi = typeof import('wrap-ansi');
let wrapAnsi: WrapAnsi['default'] | undefined;

/** Breaks text into lines of at most `width` columns, between words; line breaks inside stay, and so does indentation. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    if (columns(paragraph) <= width) return [paragraph];
    // It takes a while to load, so only who needs it waits for it.
    wrapAnsi ??= (require('wrap-ansi') as WrapAnsi).default;
    const indent = /^ */.exec(paragraph)?.[0] ?? '';
    // A number stays with its unit.
    const words = paragraph.trim().replace(/(?<=\d) (?=m?s\b)/g, '\u00a0');
    // A word longer than a line, such as a path, is cut into pieces.
    const lines = wrapAnsi(words, Math.max(2, width - indent.length), { hard: true }).split('\n');
    return lines.map((line) => indent + line.replaceAll('\u00a0', ' '));
  });
}
