import { folder } from './steps.ts';
import { UsageError } from '../runtime/arguments.ts';
import { asPath, inShort, isError, messageOf, named, placeOf } from '../runtime/explain-error.ts';

/**
 * Why a file could not be loaded, or what else went wrong around it: what is wrong, and where, in one line or two. Lines
 * and columns are counted from 1, as editors do.
 *
 * @param error whatever was thrown
 * @returns such as `exercises/03-promise-all.ts:12:10: Expected ")" but found ";"`
 */
export function explainBroken(error: unknown): string {
  if (!isError(error)) return `${inShort(error)} was thrown. Throw an Error: it says where it comes from.`;
  const message = messageOf(error);
  if (error instanceof UsageError) return message;
  const { code, path = 'A file' } = error as NodeJS.ErrnoException;

  // esbuild: "Transform failed with 1 error:\n/path/file.ts:2:9: ERROR: Expected …". It counts columns from 0.
  const [, file, line, column, what] = /^(.+?):(\d+):(\d+): ERROR: (.+)$/m.exec(message) ?? [];
  if (file) return `${fromFolder(file)}:${line}:${Number(column) + 1}: ${what}`;

  const missing = /^Cannot find (?:module|package) '([^']+)'(?: imported from (.+))?/.exec(message);
  if (missing) {
    const [, wanted, who] = missing;
    return `${who ? `${fromFolder(who)} imports` : 'There is no'} ${fromFolder(wanted!)}${who ? ', and that is not there. Is the path right, with its .ts at the end?' : '.'}`;
  }
  const notExported = /^The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(
    message,
  );
  const at = placeOf(error) && `${placeOf(error)}: `;
  if (notExported) return `${at}${notExported[1]} exports no "${notExported[2]}".`;

  if (code === 'EACCES' || code === 'EPERM')
    return `${fromFolder(path)} may not be read or written: permission denied.`;
  if (code === 'EBUSY')
    return `${fromFolder(path)} is in use by another program: close it there, and try again.`;
  if (code === 'ELOOP') return `${fromFolder(path)} is a link that leads back to itself.`;
  if (code === 'ENOSPC') return 'The disk is full.';
  if (code === 'EISDIR' || code === 'ERR_UNSUPPORTED_DIR_IMPORT')
    return 'There is a folder where a file should be.';
  return `${at}${named(error).split('\n')[0]}`;
}

/** The path as it is called within the workshop. */
export function fromFolder(path: string): string {
  const plain = asPath(path);
  return plain.startsWith(folder) ? plain.slice(folder.length).replaceAll('\\', '/') : plain;
}
