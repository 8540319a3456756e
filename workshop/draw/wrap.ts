/** Breaks text into lines of at most `width` columns, between words; line breaks inside stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const indent = /^ */.exec(paragraph)?.[0] ?? '';
    const lines: string[] = [];
    let line = indent;
    for (const word of paragraph.trim().split(/ +/)) {
      const longer = line.trim() === '' ? `${indent}${word}` : `${line} ${word}`;
      if (longer.length <= width || line.trim() === '') line = longer;
      else {
        lines.push(line);
        line = `${indent}${word}`;
      }
    }
    lines.push(line);
    // A word longer than a line, such as a path, is cut into pieces.
    return lines.flatMap((each) =>
      each.length > width ? (each.match(new RegExp(`.{1,${width}}`, 'g')) ?? []) : [each],
    );
  });
}
