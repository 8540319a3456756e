import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { documents } from '../documents.ts';
import { root } from '../lesson.ts';

// npm run docs: writes the transcripts, tables and pictures of all lessons anew, from real runs.
for (const [path, content] of await documents()) {
  const file = new URL(path, root);
  if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
  writeFileSync(file, content);
  console.log(`wrote ${path}`);
}
