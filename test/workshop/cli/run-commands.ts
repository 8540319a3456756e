// Runs in a scratch copy: reads commands from standard input, one JSON list of words a line, and answers each with a line
// of JSON: how it ended and what it said. One process does for many commands.

import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

type Command = (args: string[]) => Promise<number>;

const folder = pathToFileURL(`${process.cwd()}/workshop/cli/`);
const answer = process.stdout.write.bind(process.stdout);
let said = { out: '', err: '' };
for (const [stream, name] of [
  [process.stdout, 'out'],
  [process.stderr, 'err'],
] as const) {
  stream.write = (text: unknown) => {
    said[name] += String(text);
    return true;
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name = '', ...args] = JSON.parse(line) as string[];
  const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, Command>;
  said = { out: '', err: '' };
  const status = await module[name]!(args);
  answer(`${JSON.stringify({ status, ...said })}\n`);
}
