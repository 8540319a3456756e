import { strip } from './strip-code.ts';
import type { Place } from './code-places.ts';
import { platformNames } from './platform-names.ts';

/** They read the arguments of a program, which learners run and never write. Nothing else may come untaught. */
const plumbing = ['choice', 'count', 'seconds', 'settings'];

/** The names that `#workshop` exports, types among them. */
export function exportsOf(index: string): string[] {
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) => namesIn(list!));
}

/** The names of the platform and of `#workshop` that a piece of code uses, each with the line where it comes first. */
export function namesUsed(
  { code, line, prose, workshop, about = '' }: Place,
  names: string[],
): { name: string; line: number }[] {
  const { code: withStrings, bare } = prose ? { code, bare: code } : strip(code);
  const lineAt = (at: number) => line + code.slice(0, at).split('\n').length - 1;
  const found: { name: string; line: number }[] = [];
  for (const { name, found: pattern, inStrings, mayBeOwn, beside } of platformNames) {
    const at = (inStrings ? withStrings : bare).search(pattern);
    if (at === -1 || (beside && !beside.test(bare)) || (mayBeOwn && isOwn(name, bare))) continue;
    found.push({ name, line: lineAt(at) });
  }
  for (const name of names) {
    if (plumbing.includes(name) || (about && !isImported(name, about) && hasMember(name, about))) continue;
    const at = searchName(name, workshop, withStrings, bare);
    if (at !== -1) found.push({ name, line: lineAt(at) });
  }
  return found;
}

/** Where a name of the workshop occurs; -1 when it does not, or when it is the code's own. */
function searchName(name: string, how: Place['workshop'], withStrings: string, bare: string): number {
  if (how === 'none') return -1;
  for (const { names, index, text } of importsIn(withStrings))
    if (names.includes(name)) return index + text.search(new RegExp(`\\b${name}\\b`));
  if (how === 'imports' || isOwn(name, bare)) return -1;
  if (how === 'python' && !/^[a-z]+[A-Z]/.test(name)) return -1;
  if (/^[A-Z]/.test(name)) return bare.search(new RegExp(`(?<![.\\w$])${name}\\b`));
  if ((how === 'inline' || how === 'python') && bare.trim() === name) return 0;
  return how === 'classes' ? -1 : bare.search(new RegExp(`(?<![.\\w$#])${name}\\(`));
}

/** Whether something in the code has a property or a method of this name, or the code defines it itself. */
function hasMember(name: string, bare: string): boolean {
  return isOwn(name, bare) || new RegExp(`(?<![.\\w$])${name}\\??(?:\\(\\))?:`).test(bare);
}

function isImported(name: string, code: string): boolean {
  return importsIn(code).some(({ names }) => names.includes(name));
}

function importsIn(code: string): { names: string[]; index: number; text: string }[] {
  return [...code.matchAll(/^import (?:type )?\{([^}]*)\} from '#workshop'/gm)].map((found) => {
    return { names: namesIn(found[1]!), index: found.index, text: found[0] };
  });
}

/** Whether the code defines this name itself, or takes it as a parameter. */
function isOwn(name: string, bare: string): boolean {
  return new RegExp(
    `\\b(?:function\\*?|const|let|class|interface|type)\\s+${name}\\b|[(,]\\s*${name}\\s*[?:]|\\b${name}\\s*=>`,
  ).test(bare);
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((each) =>
      each
        .replace(/^\s*type\s/, '')
        .replace(/\s+as\s.*$/, '')
        .trim(),
    )
    .filter((each) => each !== '');
}
