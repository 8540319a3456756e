const most = 20;
const longest = 200;

/**
 * Keeps what the process prints from here on, instead of printing it: the first lines, and how many more there were.
 *
 * @param onMany is told the lines that are kept once there are no more to keep
 * @returns a function that tells what there was so far
 */
export function capturePrinted(
  onMany: (lines: string[]) => void,
): () => { printed: string[]; printedMore: number } {
  const lines: string[] = [];
  let more = 0;
  let open = '';
  const keep = (text: string) => {
    const rows = (open + text).split('\n');
    open = (rows.pop() ?? '').slice(0, longest);
    for (const row of rows) {
      if (lines.length === most) more += 1;
      else if (lines.push(row.slice(0, longest)) === most) onMany(lines);
    }
  };
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (lines.length < most) keep(text);
    else more += text.split('\n').length - 1;
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
  process.stdout.write = write as typeof process.stdout.write;
  process.stderr.write = write as typeof process.stderr.write;
  return () => {
    if (open !== '') keep('\n');
    return { printed: lines, printedMore: more };
  };
}
