import { createRequire } from 'node:module';
import { stripVTControlCharacters } from 'node:util';
import type { Line } from './observer.ts';

/** The longest lane of the lessons fits, so that their texts form one column. */
const laneWidth = 'order bread'.length;

/** Milliseconds as a transcript has them, to the nearest tenth: `1.0s`. */
export function formatTime(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}

/** The same where a tenth would hide a difference: `1.0s`, but `1.003s`. */
export function exactTime(ms: number): string {
  return `${(ms / 1000).toFixed(3).replace(/0{1,2}$/, '')}s`;
}

/** Milliseconds in a sentence, exactly: `2.2 s`, `1.003 s`. */
export function inSeconds(ms: number): string {
  return exactTime(ms).replace('s', ' s');
}

/**
 * Text that somebody else wrote, without what would ring the bell, move the cursor, clear the screen or turn the
 * direction of writing. Line breaks stay.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

const require = createRequire(import.meta.url);
type StringWidth = typeof import('string-width');
let stringWidth: StringWidth['default'] | undefined;

/** Western letters, dashes, quotation marks, `…`, arrows, and what timelines are drawn with: a column each. */
const narrow = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25fc]*$/;

/** How many columns of a terminal a text takes: emoji and Chinese letters take two, accents none. */
export function columns(text: string): number {
  if (narrow.test(text)) return text.length;
  // What knows of all letters takes as long to load as all the rest, and most programs speak plainly.
  stringWidth ??= (require('string-width') as StringWidth).default;
  return stringWidth(text);
}

/** Fills a text up with blanks. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/**
 * One line of a transcript: `  1.0s  order milk   done`.
 *
 * @param paint colours the lane; plain when left out
 */
export function formatLine(
  { at, lane, text }: Line,
  paint: (lane: string) => string = (lane) => lane,
): string {
  const time = formatTime(at).padStart(6);
  const name = padded(printable(lane).replaceAll('\n', ' '), laneWidth);
  // A text of several lines stays in its column.
  const indent = ' '.repeat(time.length + 2 + columns(name) + 2);
  return `${time}  ${paint(name)}  ${printable(text).replaceAll('\n', `\n${indent}`)}`;
}
