import { inspect, stripVTControlCharacters } from 'node:util';
import { fileURLToPath } from 'node:url';
import { folder } from '../catalog/steps.ts';

/**
 * Why a file could not be loaded, or what else went wrong around it: what is wrong, and where, in one line or two.
 *
 * @param error whatever was thrown
 * @returns such as `exercises/03-promise-all.ts:12:9: Expected ")" but found ";"`
 */
export function explainBroken(error: unknown): string {
  if (!(error instanceof Error))
    return `${inspect(error, { depth: 1 })} was thrown. Throw an Error: it says where it comes from.`;
  const message = stripVTControlCharacters(error.message);
  const { code } = error as NodeJS.ErrnoException;

  // esbuild: "Transform failed with 1 error:\n/path/file.ts:2:9: ERROR: Expected …"
  const syntax = /^(.+?:\d+:\d+): ERROR: (.+)$/m.exec(message);
  if (syntax) return `${fromFolder(syntax[1]!)}: ${syntax[2]!}`;

  const missing = /^Cannot find (?:module|package) '([^']+)'(?: imported from (.+))?/.exec(message);
  if (missing) {
    const [, what, who] = missing;
    return `${who ? `${fromFolder(who)} imports` : 'There is no'} ${fromFolder(what!)}${who ? ', and that is not there. Is the path right, with its .ts at the end?' : '.'}`;
  }
  const notExported = /^The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(
    message,
  );
  if (notExported) return `${placeOf(error)}${notExported[1]} exports no "${notExported[2]}".`;

  if (code === 'EACCES' || code === 'EPERM')
    return `${fromFolder(pathOf(error))} may not be read or written: permission denied.`;
  if (code === 'EBUSY')
    return `${fromFolder(pathOf(error))} is in use by another program: close it there, and try again.`;
  if (code === 'ENOSPC') return 'The disk is full.';
  if (code === 'EISDIR' || code === 'ERR_UNSUPPORTED_DIR_IMPORT')
    return 'There is a folder where a file should be.';
  return `${placeOf(error)}${error.name}: ${message.split('\n')[0]}`;
}

/** Where in the workshop's own lessons and exercises an error arose: `exercises/03-promise-all.ts:12:9: `, or nothing. */
export function placeOf(error: Error): string {
  const stack = readable(error.stack ?? '');
  const place = /(?:^|[/\\(\s])((?:exercises|steps|solutions)[/\\][^\s:()]+\.ts:\d+(?::\d+)?)/m.exec(
    stack,
  )?.[1];
  return place ? `${place.replaceAll('\\', '/')}: ` : '';
}

function pathOf(error: Error): string {
  return (error as NodeJS.ErrnoException).path ?? 'A file';
}

/** The path as it is called within the workshop. */
export function fromFolder(path: string): string {
  const plain = readable(path);
  return plain.startsWith(folder) ? plain.slice(folder.length).replaceAll('\\', '/') : plain;
}

/** `file:///C:/my%20files/…` as a path; what is no such address stays as it is. */
function readable(text: string): string {
  return text.replace(/file:\/\/\/?[^\s)]+/g, (address) => {
    try {
      return fileURLToPath(address);
    } catch {
      return address;
    }
  });
}
