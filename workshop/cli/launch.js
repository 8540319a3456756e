// What npm start runs. Node 22.18 and later runs our TypeScript by itself, and keeps what it has compiled; before that
// tsx does it. The only file here that is no TypeScript, since somebody has to be first.

import module from 'node:module';
import { fileURLToPath } from 'node:url';

if (process.features.typescript) {
  module.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/workshop', import.meta.url)));
} else {
  const { register } = await import('tsx/esm/api');
  register();
}
await import('./start.ts');
