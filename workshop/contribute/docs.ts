import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { documents, pictures } from './documents.ts';
import { root, stepCalled } from '../catalog/steps.ts';

// npm run docs: writes the transcripts, tables and pictures of all lessons anew, from real runs. A step that runs in real
// time keeps what it shows, unless it is named: npm run docs 13. Do that on a machine that has nothing else to do.
mkdirSync(new URL(`${pictures}/`, root), { recursive: true });
const anew = process.argv.slice(2).map((word) => stepCalled(word).name);
const files = await documents(undefined, anew);
for (const [path, content] of files) {
  const file = new URL(path, root);
  if (read(file) === content) continue;
  writeFileSync(file, content);
  console.log(`wrote ${path}`);
}
for (const name of readdirSync(new URL(`${pictures}/`, root))) {
  if (files.has(`${pictures}/${name}`)) continue;
  rmSync(new URL(`${pictures}/${name}`, root));
  console.log(`removed ${pictures}/${name}`);
}

function read(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
