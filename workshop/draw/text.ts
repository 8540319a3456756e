import { stripVTControlCharacters } from 'node:util';

// Han, kana, Hangul and emoji take two columns of a terminal; accents that follow a letter take none.
const wide =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const columnOf = (letter: string) => (/[\p{M}\u200d]/u.test(letter) ? 0 : wide.test(letter) ? 2 : 1);

/** How many columns of a terminal a text takes. */
export function columns(text: string): number {
  return [...text].reduce((sum, letter) => sum + columnOf(letter), 0);
}

/** Fills a text up with blanks. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** Shortens a text that does not fit, and says so with `…`. */
export function fitted(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let left = width - 1;
  const kept = [...text].filter((letter) => (left -= columnOf(letter)) >= 0);
  return `${kept.join('')}…`;
}

/** Text for one row of a picture: no line breaks, no colours, nothing that moves the cursor. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Makes any text safe inside XML and HTML, in attributes too. */
export function escaped(text: string): string {
  // Half a surrogate pair is not a character; no document may hold one, nor a control character.
  return text
    .replace(/(?![\n\t])[\p{Cs}\p{Cc}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Milliseconds as seconds, with as many digits as it needs: `1.4 s`, `5.05 s`. */
export function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(3).replace(/0{1,2}$/, '')} s`;
}
