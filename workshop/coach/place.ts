import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folder } from '../catalog/steps.ts';

/** Where in an answer an error arose, and the text of that file. */
export interface Place {
  file: string;
  line: number;
  text: string;
}

const answers =
  /^(?:exercises|solutions|test[/\\](?:mistakes|answers|untouched)|\.workshop[/\\]mistakes)[/\\]/;

/** The line of the answer that made an error; `undefined` when other code made it. */
export function placeInAnswer({ stack = '' }: Error): Place | undefined {
  // Frames of Node and of the workshop say where it was found out, not whose mistake it is.
  const [frame] = stack
    .split('\n')
    .flatMap(frameOf)
    .filter(({ file }) => !/^workshop[/\\]/.test(file));
  if (!frame || !answers.test(frame.file) || !existsSync(frame.path)) return undefined;
  const { file, line, path } = frame;
  return { file: file.replaceAll('\\', '/'), line, text: readFileSync(path, 'utf8') };
}

/** A row of a stack, unless it is of Node; `file` is the path below our folder, and empty for what is elsewhere. */
function frameOf(row: string): { path: string; file: string; line: number }[] {
  const found = /^\s+at (?:async )?(?:.*\()?((?:file:)?[^()]+?)(?:\?[^:]*)?:(\d+):\d+\)?$/.exec(row);
  const [, address = '', line] = found ?? [];
  if (!found || address.startsWith('node:')) return [];
  const path = address.startsWith('file:') ? fileURLToPath(address) : address;
  return [{ path, file: path.startsWith(folder) ? path.slice(folder.length) : '', line: Number(line) }];
}

/** The number of the last line before `until` that `pattern` matches, from 1. */
export function lineBefore(text: string, until: number, pattern: RegExp): number | undefined {
  const place = text
    .split('\n')
    .slice(0, until)
    .findLastIndex((line) => pattern.test(line));
  return place === -1 ? undefined : place + 1;
}

/** The code of this line, after the lines before it that may belong to the same statement. */
export function codeUpTo({ text, line }: Place, before: number): string {
  return text
    .split('\n')
    .slice(Math.max(0, line - 1 - before), line)
    .join('\n');
}

/** Whether a function of this name is declared in a text, and whether it is an async one. */
export function functionIn(text: string, name: string): 'async' | 'plain' | undefined {
  const found = new RegExp(`\\b(async )?function\\*? ${name}\\b`).exec(text);
  return found ? (found[1] ? 'async' : 'plain') : undefined;
}
