import wrapAnsi from 'wrap-ansi';

/** Breaks text into lines of at most `width` columns, between words; line breaks inside stay, and so does indentation. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const indent = /^ */.exec(paragraph)?.[0] ?? '';
    // A word longer than a line, such as a path, is cut into pieces.
    // A number stays with its unit.
    const text = paragraph.trim().replace(/(?<=\d) (?=m?s\b)/g, '\u00a0');
    const lines = wrapAnsi(text, Math.max(2, width - indent.length), { hard: true }).split('\n');
    return lines.map((line) => indent + line.replaceAll('\u00a0', ' '));
  });
}
