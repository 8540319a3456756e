import { mkdirSync, writeFileSync } from 'node:fs';
import { urlOf } from '../catalog/steps.ts';
import { noBrowser } from './chromium.ts';
import { screenshotFolder, shownFile, takeScreenshots } from './screenshots.ts';

// npm run screenshots: takes the pictures of the page anew. It needs Chromium.
if (noBrowser === undefined) {
  const shots = await takeScreenshots();
  mkdirSync(urlOf(screenshotFolder), { recursive: true });
  for (const [name, { png }] of shots) writeFileSync(urlOf(`${screenshotFolder}/${name}`), png);
  const shown = Object.fromEntries([...shots].map(([name, { shows }]) => [name, shows]));
  writeFileSync(urlOf(shownFile), `${JSON.stringify(shown, null, 2)}\n`);
  console.log(`wrote ${[...shots.keys()].map((name) => `${screenshotFolder}/${name}`).join(', ')}`);
} else {
  console.error(
    `The pictures are as they were: ${noBrowser}. Debian: apt-get install chromium. Elsewhere: CHROMIUM=its-path`,
  );
  process.exitCode = 1;
}
