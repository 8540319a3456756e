const most = 20;
const longest = 200;

/**
 * Keeps what the process prints from here on, instead of printing it: the first lines, and how many more there were.
 *
 * @returns a function that tells what there was so far
 */
export function capturePrinted(): () => { printed: string[]; printedMore: number } {
  const lines: string[] = [];
  let more = 0;
  let open = '';
  const end = (line: string) => {
    if (lines.length < most) lines.push(line.slice(0, longest));
    else more += 1;
  };
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const rows = (open + text).split('\n');
    open = (rows.pop() ?? '').slice(0, longest);
    for (const row of rows) end(row);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
  process.stdout.write = write as typeof process.stdout.write;
  process.stderr.write = write as typeof process.stderr.write;
  return () => {
    if (open !== '') end(open);
    open = '';
    return { printed: lines, printedMore: more };
  };
}
