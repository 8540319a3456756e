import wrapAnsi from 'wrap-ansi';

/** Breaks text into lines of at most `width` columns, between words; line breaks inside stay, and so does indentation. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const indent = /^ */.exec(paragraph)?.[0] ?? '';
    // A word longer than a line, such as a path, is cut into pieces.
    const lines = wrapAnsi(paragraph.trim(), Math.max(2, width - indent.length), { hard: true }).split('\n');
    return lines.map((line) => indent + line);
  });
}
