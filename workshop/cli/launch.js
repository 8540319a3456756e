// What npm start runs. Node 22.18 and later runs our TypeScript by itself; before that tsx does it. The only file here
// that is no TypeScript, since somebody has to be first.

import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const kept = new URL('node_modules/.cache/workshop/', root);

if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
} else {
  // Node keeps what it has compiled, so that the next start is quicker.
  module.enableCompileCache(fileURLToPath(kept));
  // Node 22 does not keep what is left when the types are gone, and to take them away takes longer than all the rest.
  if (process.versions.node.startsWith('22.')) keepWithoutTypes();
}
await import('./start.ts');

function keepWithoutTypes() {
  const machinery = new URL('workshop/', root).href;
  module.registerHooks({
    load(url, context, next) {
      if (!url.startsWith(machinery) || !url.endsWith('.ts')) return next(url, context);
      const copy = new URL(`without-types/${url.slice(machinery.length).replaceAll('/', '-')}.json`, kept);
      const { mtimeMs, size } = statSync(new URL(url));
      const version = `${mtimeMs} ${size}`;
      return {
        format: 'module',
        shortCircuit: true,
        source: read(copy, version) ?? strip(url, copy, version),
      };
    },
  });
}

/** What was kept of a file as it is now. */
function read(copy, version) {
  try {
    const { of, source } = JSON.parse(readFileSync(copy, 'utf8'));
    return of === version ? source : undefined;
  } catch {
    return undefined;
  }
}

function strip(url, copy, version) {
  const { emitWarning } = process;
  // It would say that it is experimental.
  process.emitWarning = () => {};
  const source = module.stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'));
  process.emitWarning = emitWarning;
  try {
    mkdirSync(new URL('.', copy), { recursive: true });
    const beside = new URL(`${copy.href}.${process.pid}`);
    writeFileSync(beside, JSON.stringify({ of: version, source }));
    renameSync(beside, copy);
  } catch {
    // Where nothing can be kept, the next start takes as long as this one.
  }
  return source;
}
