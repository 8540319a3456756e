import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { urlOf } from '../../../workshop/catalog/steps.ts';
import { screenshotFolder, shownFile, takeScreenshots } from '../../../workshop/contribute/screenshots.ts';
import { missing } from './chromium.ts';

test.skipIf(missing !== undefined)(
  `the pictures in the documents show the page as it is${missing ? ` (skipped: ${missing})` : ''}`,
  async () => {
    const shots = await takeScreenshots();
    const shown = Object.fromEntries([...shots].map(([name, { shows }]) => [name, shows]));
    expect(JSON.parse(readFileSync(urlOf(shownFile), 'utf8')), 'Take them anew: npm run screenshots').toEqual(
      shown,
    );
  },
);

test('every picture is in a document', () => {
  const documents = ['README.md', 'docs/page.md', 'docs/teaching.md']
    .map((file) => readFileSync(urlOf(file), 'utf8'))
    .join('\n');
  for (const name of Object.keys(JSON.parse(readFileSync(urlOf(shownFile), 'utf8')) as object)) {
    expect(existsSync(urlOf(`${screenshotFolder}/${name}`)), name).toBe(true);
    expect(documents, name).toContain(`pictures/${name})`);
  }
});
