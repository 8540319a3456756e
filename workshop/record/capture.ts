import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { Print } from './turns.ts';

type Say = (text: string, stream: Print['stream'], open: boolean) => void;

/**
 * Takes over all that this process prints, by the console, by the streams or straight to the file descriptors.
 *
 * @param say told of each line, and of a part of a line with `open`
 * @returns where what this process does not print itself goes between: told after which print it came
 */
export function capturePrints(say: Say): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (chunk: unknown, ...rest: unknown[]): true => {
      const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
      tell(textOf(chunk, encoding), stream, say);
      const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined;
      // Node calls back in a tick of its own, and so does this.
      if (done) process.nextTick(done);
      return true;
    };
  }
  const { writeSync } = fs;
  fs.writeSync = ((fd: number, data: unknown, ...rest: never[]): number => {
    if (fd !== 1 && fd !== 2) return writeSync(fd, data as string, ...rest);
    const text = textOf(data, 'utf8');
    tell(text, fd === 1 ? 'stdout' : 'stderr', say);
    return Buffer.byteLength(text);
  }) as typeof fs.writeSync;
  syncBuiltinESMExports();
}

/** Writes to standard output itself, as a mark between what other processes write there. */
export const mark = (
  (write) => (text: string) =>
    void write(1, text)
)(fs.writeSync);

function textOf(chunk: unknown, encoding: BufferEncoding): string {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding).toString();
  return Buffer.from(chunk as Uint8Array).toString();
}

function tell(text: string, stream: Print['stream'], say: Say): void {
  const lines = text.split('\n');
  const last = lines.pop()!;
  for (const line of lines) say(line, stream, false);
  if (last !== '') say(last, stream, true);
}
