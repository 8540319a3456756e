import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../runtime/arguments.ts';
import { explainError } from '../runtime/explain-error.ts';

/**
 * Why a script failed, with its file and the line of it: `orders.ts:3:9: TypeError: no milk`.
 *
 * @param file the script, which may be anywhere
 */
export function explainScriptError(file: string, error: unknown): string {
  if (error instanceof UsageError) return error.message;
  // esbuild: "Transform failed with 1 error:\n/path/file.ts:2:9: ERROR: Expected …". It counts columns from 0.
  const syntax = error instanceof Error && /^(.+?):(\d+):(\d+): ERROR: (.+)$/m.exec(error.message);
  if (syntax) return `${basename(syntax[1]!)}:${syntax[2]}:${Number(syntax[3]) + 1}: ${syntax[4]}`;
  const words = explainError(error);
  const place =
    error instanceof Error
      ? (placeIn(file, error.stack ?? '') ?? placeOfSyntaxError(error, file))
      : undefined;
  return place === undefined || words.includes(`${basename(file)}:`)
    ? words
    : `${basename(file)}:${place}: ${words}`;
}

/** Line and column of the uppermost row of a stack that is in this file. */
function placeIn(file: string, stack: string): string | undefined {
  for (const row of stack.split('\n')) {
    for (const name of [pathToFileURL(file).href, file]) {
      const at = row.indexOf(name);
      const place =
        at < 0 ? undefined : /^(?:\?[^:]*)?:(\d+(?::\d+)?)/.exec(row.slice(at + name.length))?.[1];
      if (place) return place;
    }
  }
  return undefined;
}

/** A module's syntax error does not say where it is. Node does, when it is asked to check the file. */
function placeOfSyntaxError(error: Error, file: string): string | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8', windowsHide: true });
  return /^.*:(\d+)$/m.exec(stderr)?.[1];
}
