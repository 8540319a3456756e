import { findSourceMap } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where something happened; the stack is made when it is read, which is the expensive part. */
export interface Place {
  stack?: unknown;
  /** What was found when it was read. */
  found?: Frames;
}

/** The learner's functions on a stack. */
export interface Frames {
  /** Each called by the next; none when it is the machinery's or Node's own doing. */
  frames: Frame[];
  /** Whether the first of them did it itself, and not a built-in function that it called. */
  direct: boolean;
  /** Whether it was done to load a module. */
  loads: boolean;
}

/** One of the learner's functions on a stack: `''` when it has no name. */
export interface Frame {
  name: string;
  /** Where it is, and where it is written. Only known in the file that is watched. */
  line: number | undefined;
  column: number | undefined;
  begins: number | undefined;
  /** Whether it is the code of another file outside of all functions: then its name is that of the file. */
  loaded?: boolean;
}

/** What the code of a module outside of all functions is called. */
export const topLevel = 'top level';

/** Whether it is the code of a file outside of all functions: of the one that is watched, or of one that it loads. */
export const isModule = ({ name, loaded }: Pick<Frame, 'name' | 'loaded'>): boolean =>
  name === topLevel || loaded === true;

/** Functions that are told apart on a stack; those that called them stay unknown. */
export const deepest = 6;

/** V8 has more to tell than Node's types know of. */
interface Site extends NodeJS.CallSite {
  getEnclosingLineNumber(): number | null;
  getEnclosingColumnNumber(): number | null;
  isAsync(): boolean;
}

/** On Windows the letter of a drive may be written either way, and both are the same file. */
export function withUpperDrive(path: string): string {
  return path.replace(/^[a-z](?=:)/, (letter) => letter.toUpperCase());
}

const machinery = withUpperDrive(fileURLToPath(new URL('..', import.meta.url)));

/**
 * The place of the running code.
 *
 * @param below the function that asks, if its own callers are not wanted
 */
export function placeHere(below?: (...args: never[]) => unknown): Place {
  const place: Place = {};
  const { stackTraceLimit } = Error;
  // Some rows are Node's and ours, and each costs half a microsecond.
  Error.stackTraceLimit = below ? deepest + 2 : deepest + 14;
  Error.captureStackTrace(place, below);
  Error.stackTraceLimit = stackTraceLimit;
  return place;
}

/**
 * The learner's functions at a place.
 *
 * @param file the one that is watched, always the same for a place: what has been read of it is kept, and not the stack
 */
export function framesOf(place: Place, file: string): Frames {
  place.found ??= framesIn(sitesOf(place), file);
  delete place.stack;
  return place.found;
}

function framesIn(sites: Site[], file: string): Frames {
  const frames: Frame[] = [];
  let direct = true;
  let loads = false;
  for (const site of sites) {
    if (frames.length === deepest || site.isAsync()) break;
    const { path, kind } = sourceOf(site.getFileName() ?? '');
    const line = site.getLineNumber();
    if (kind === 'hook') continue;
    if (frames.length === 0) loads ||= kind === 'loader';
    if (line === null || kind !== 'own') {
      if (frames.length > 0 && line !== null) break;
      if (frames.length === 0) direct = false;
      continue;
    }
    const frame = frameOf(site, path, file);
    const isSame = isModule(frame) && frame.name === frames.at(-1)?.name;
    if (!isSame) frames.push(frame);
  }
  return { frames, direct, loads };
}

/** Where code comes from: a path, and whose it is. */
interface Source {
  path: string;
  kind: 'own' | 'foreign' | 'machinery' | 'loader' | 'hook';
}

/** There are few files, and tens of thousands of places in them. */
const sources = new Map<string, Source>();

function sourceOf(name: string): Source {
  const known = sources.get(name);
  if (known) return known;
  const path = withUpperDrive(name.startsWith('file:') ? fileURLToPath(name) : name);
  const kind = kindOf(path);
  const source: Source = { path, kind };
  sources.set(name, source);
  return source;
}

function kindOf(path: string): Source['kind'] {
  if (path.startsWith('node:internal/promise_hooks')) return 'hook';
  if (/^node:internal\/modules|[/\\]node_modules[/\\](tsx|esbuild)[/\\]/.test(path)) return 'loader';
  if (path.startsWith(machinery)) return 'machinery';
  return /^$|^(node|data|evalmachine):?|node_modules/.test(path) ? 'foreign' : 'own';
}

/** Whether the machinery itself did something, and neither the learner nor what loads modules. */
export function isMachinery(place: Place): boolean {
  const kinds = sitesOf(place).map((site) => sourceOf(site.getFileName() ?? '').kind);
  return kinds.find((kind) => kind !== 'hook' && kind !== 'foreign') === 'machinery';
}

function sitesOf(place: Place): Site[] {
  // The first who reads a stack decides how it is told; a script may have put in a way of its own.
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  Object.defineProperty(Error, 'prepareStackTrace', {
    value: (_error: unknown, sites: Site[]) => sites,
    configurable: true,
    writable: true,
  });
  const sites = place.stack;
  if (before) Object.defineProperty(Error, 'prepareStackTrace', before);
  else Reflect.deleteProperty(Error, 'prepareStackTrace');
  return Array.isArray(sites) ? (sites as Site[]) : [];
}

function frameOf(site: Site, path: string, file: string): Frame {
  const [line, column] = [site.getEnclosingLineNumber() ?? 1, site.getEnclosingColumnNumber() ?? 1];
  const written = original(site, line, column);
  // The translator puts a CommonJS module into a function of its own, which is in no source.
  const isOutside = !site.getFunctionName() && ((line === 1 && column === 1) || !written);
  const name = isOutside ? topLevel : nameOf(site);
  if (!sameFile(path, file)) {
    const elsewhere = { line: undefined, column: undefined, begins: undefined };
    return isOutside ? { ...elsewhere, name: basename(path), loaded: true } : { ...elsewhere, name };
  }
  const here = original(site, site.getLineNumber()!, site.getColumnNumber() ?? 1);
  const begins = isOutside ? here?.line : written?.line;
  return { name, line: here?.line, column: here?.column, begins };
}

/** `Shop.open` and `worker`; V8 guesses names for functions that have none, such as `group.createTask.name`. */
function nameOf(site: Site): string {
  const own = (site.getFunctionName() ?? '').replace(/^(get|set|async|static|new) /, '');
  if (/<anonymous>|^[a-z].*\..*$|^.*\.name$/.test(own)) return '';
  // The receiver of a callback is often an object of Node's, whose method it is not: `Transform.transform [as _transform]`.
  const type = site.getTypeName();
  const isMethod = own !== '' && site.getMethodName() === own && !own.includes('.') && !site.isConstructor();
  return isMethod && type !== null && !/^(Object|Function|Module)$/.test(type) ? `${type}.${own}` : own;
}

function original(site: Site, line: number, column: number): { line: number; column: number } | undefined {
  const map = findSourceMap(site.getFileName() ?? '');
  if (!map) return { line, column };
  const entry = map.findEntry(line - 1, column - 1);
  return 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : undefined;
}

/** The maps that tsx makes call every file `.ts`, also `.mts` and `.cts`. */
function sameFile(one: string, other: string): boolean {
  return one.replace(/\.[cm]?ts$/, '') === other.replace(/\.[cm]?ts$/, '');
}
