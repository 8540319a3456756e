import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { pathToFileURL } from 'node:url';

const ready = Symbol.for('workshop.recorder.ready');

/**
 * Runs a CommonJS file as the one that Node was asked to run: `require.main === module` holds in it.
 *
 * @param begin called when all is read and nothing has run
 */
export function loadMain(file: string, begin: () => void): void {
  const { _compile: compile } = Module.prototype as unknown as Compiler;
  // Called with what has been read, and translated if need be.
  (Module.prototype as unknown as Compiler)._compile = function (...args) {
    if (args[1] === file) begin();
    return Reflect.apply(compile, this, args);
  };
  (Module as unknown as { _load(file: string, parent: null, isMain: true): void })._load(file, null, true);
}

interface Compiler {
  _compile(code: string, file: string, ...rest: unknown[]): unknown;
}

/** The same of a module. Its first import is evaluated when all is read and nothing has run. */
export async function importMain(file: string, begin: () => void): Promise<void> {
  sayIsMain(pathToFileURL(file).href);
  Object.assign(globalThis, { [ready]: begin });
  const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
  const first = module(`globalThis[Symbol.for('${ready.description}')]()`);
  await import(module(`import "${first}"; import "${pathToFileURL(file).href}"`));
}

interface Loaded {
  source?: string | Uint8Array | null;
}
interface Hooks {
  registerHooks?(hooks: { load(url: string, context: object, next: Hooks['load']): Loaded }): void;
  load(url: string, context: object): Loaded;
}

/** Newer Nodes tell a module whether they were asked to run it. They were asked to run the recorder. */
function sayIsMain(url: string): void {
  if (!('main' in import.meta)) return;
  (Module as unknown as Hooks).registerHooks?.({
    load: (given, context, next) => {
      const loaded = next(given, context);
      if (given !== url || !loaded.source) return loaded;
      const source = Buffer.from(loaded.source as Uint8Array).toString();
      return { ...loaded, source: source.replaceAll('import.meta.main', 'true            ') };
    },
  });
}

/** Whether Node takes a file as CommonJS: by its ending, else by the nearest package.json, else by what is in it. */
export function isCommonJs(file: string): boolean {
  if (/\.c[jt]s$/.test(file)) return true;
  if (/\.m[jt]s$/.test(file)) return false;
  const { type } = nearestPackage(file);
  if (type !== undefined) return type !== 'module';
  return !/^\s*(import\b(?!\s*\()|export\b)|^(?:for )?await\b|^(?:const|let|var)\b.*\bawait\b/m.test(
    readFileSync(file, 'utf8'),
  );
}

function nearestPackage(file: string): { type?: string } {
  for (let folder = new URL('.', pathToFileURL(file)); ; folder = new URL('..', folder)) {
    try {
      return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { type?: string };
    } catch {
      if (new URL('..', folder).href === folder.href) return {};
    }
  }
}
