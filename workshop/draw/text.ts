import { columns, printable } from '../runtime/transcript.ts';

export { columns, inSeconds, padded } from '../runtime/transcript.ts';

/** Shortens a text that does not fit, and says so with `…`. */
export function fitted(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let left = width - 1;
  let kept = '';
  // What is seen as one letter, such as a family or a flag, is of several characters and not to be divided.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    left -= columns(segment);
    if (left < 0) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Text for one row of a picture: no line breaks, no colours, nothing that moves the cursor. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}

/** Makes any text safe inside XML and HTML, in attributes too. */
export function escaped(text: string): string {
  // Half a surrogate pair is not a character; no document may hold one, nor a control character.
  return text
    .replace(/(?![\n\t])[\p{Cs}\p{Cc}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
