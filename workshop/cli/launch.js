// What npm start runs. It is no TypeScript, since somebody has to be first.

import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 22 and later keep what they have compiled, so that the next start is quicker.
module.enableCompileCache?.(fileURLToPath(new URL('../../node_modules/.cache/workshop', import.meta.url)));
// Node 24 and later take the types away by themselves, and quickly.
if (!process.features.typescript || process.versions.node.startsWith('22.'))
  await import('../runtime/load-typescript.js');
await import('./start.ts');
