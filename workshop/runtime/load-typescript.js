// Takes the types away from what Node loads, where Node does not do so itself, or not quickly: before Node 22.18 from every
// TypeScript file, with esbuild; on Node 22 from the workshop's own. What is left of those is kept, so that the next start
// is quicker.
//
//   node --import ./workshop/runtime/load-typescript.js program.ts

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const machinery = new URL('../', import.meta.url).href;
const nodeReads = Boolean(process.features.typescript);
// Node leaves blanks where the types were; esbuild leaves nothing, and a map of the places.
const by = nodeReads ? 'node' : 'esbuild';
const kept = new URL(`../../node_modules/.cache/workshop/without-types/${by}/`, import.meta.url);

if (nodeReads) module.registerHooks({ load });
else if (isMainThread) {
  process.setSourceMapsEnabled(true);
  // This Node has hooks only in a thread of their own: there it loads this file once more.
  module.register(import.meta.url);
}

/** What Node asks for the text of each module. */
export function load(url, context, next) {
  const [file] = url.split('?');
  if (!file.endsWith('.ts')) return next(url, context);
  if (!file.startsWith(machinery))
    return nodeReads ? next(url, context) : translate(file, file).then(asModule);
  const text = readFileSync(new URL(file), 'utf8');
  const copy = new URL(`${file.slice(machinery.length).replaceAll('/', '-')}.json`, kept);
  const source = readKept(copy, text);
  if (source !== undefined) return asModule(source);
  const keepIt = (source) => asModule(keep(copy, text, source));
  return nodeReads ? keepIt(strip(text)) : translate(file, basename(file)).then(keepIt);
}

function asModule(source) {
  return { format: 'module', shortCircuit: true, source };
}

function strip(text) {
  const { emitWarning } = process;
  // It would say that it is experimental.
  process.emitWarning = () => {};
  const source = module.stripTypeScriptTypes(text);
  process.emitWarning = emitWarning;
  return source;
}

/** @param name what its places are told with; one without a folder is beside the module, wherever that is by then */
async function translate(file, name) {
  const { transform } = await import('esbuild');
  const { code } = await transform(readFileSync(new URL(file)), {
    loader: 'ts',
    target: `node${process.versions.node}`,
    sourcefile: name,
    sourcemap: 'inline',
    sourcesContent: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
}

/** What was kept of a file, if it was made of this very text. */
function readKept(copy, text) {
  try {
    const { of, source } = JSON.parse(readFileSync(copy, 'utf8'));
    return of === text ? source : undefined;
  } catch {
    return undefined;
  }
}

function keep(copy, text, source) {
  try {
    mkdirSync(kept, { recursive: true });
    const beside = new URL(`${copy.href}.${process.pid}`);
    writeFileSync(beside, JSON.stringify({ of: text, source }));
    renameSync(beside, copy);
  } catch {
    // Where nothing can be kept, the next start takes as long as this one.
  }
  return source;
}
