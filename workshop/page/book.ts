import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepFile } from '../catalog/lesson.ts';
import { allSteps, lessonOf, type Step } from '../catalog/steps.ts';
import { escaped } from '../draw/text.ts';
import { recordRuns } from '../record/record-runs.ts';
import { lessonSections, linkedFiles } from './lesson-view.ts';
import {
  assets,
  fileCalled,
  lessonPage,
  otherPage,
  pictures,
  playerHtml,
  playerPage,
  type Edition,
} from './site.ts';

/** What the book came to. */
export interface Book {
  files: number;
  bytes: number;
}

const edition: Edition = {
  kind: 'book',
  markOf: () => '',
  scripts: ['predict.js', 'lesson.js'],
  beside: (step) => `<footer class="turn">
<button type="button" id="read" aria-pressed="false">I have read this step</button>
<nav aria-label="Before and after">${[-1, 1].map((by) => neighbour(step, by)).join(' ')}</nav>
</footer>`,
};

function neighbour({ number }: Step, by: number): string {
  const step = allSteps().find((each) => each.number === number + by);
  if (!step) return '';
  const title = `${step.number} ${escaped(lessonOf(step).title)}`;
  return `<a href="${step.name}.html" rel="${by < 0 ? 'prev' : 'next'}">${by < 0 ? `← ${title}` : `${title} →`}</a>`;
}

const searchBox = `<form id="search" role="search"><label>Search <input type="search" autocomplete="off"></label></form>
<ol id="found" class="found" aria-live="polite"></ol>`;

/**
 * Writes all lessons as pages that need no server: they work from a folder, from a stick, from any host of files. What is
 * in the folder is replaced.
 *
 * @param folder where to, as a path
 */
export async function writeBook(folder: string): Promise<Book> {
  const steps = allSteps();
  const files = new Map<string, string | Buffer>();
  // In a process of its own, so it can run beside the rest.
  const played = steps.filter((step) => playerPage(step) !== undefined);
  const recording = recordRuns(played.map(({ name }) => ({ file: stepFile(name), args: [] })));
  for (const step of steps) files.set(`${step.name}.html`, await lessonPage(step, edition));
  for (const name of linkedFiles().keys()) files.set(name, otherPage(name, edition)!);
  const index = { ...edition, scripts: [...edition.scripts, 'search-words.js', 'search.js'] };
  files.set('index.html', otherPage('index.html', index, searchBox)!);
  files.set('search-words.js', searchWords(steps));
  const plain = [...assets(), 'timeline.css', ...pictures().map((name) => `pictures/${name}`)];
  for (const name of plain.filter((each) => !['work.js', 'cursor.js', 'present.js'].includes(each)))
    files.set(name, fileCalled(name)!.body);
  for (const [at, each] of (await recording).entries())
    files.set(playerPage(played[at]!)!, playerHtml(each).body);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  const bytes = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  return { files: files.size, bytes };
}

/** What can be searched, as a script: a page opened from a folder may read no other file. Folded answers are left out. */
function searchWords(steps: Step[]): string {
  const sections = steps.flatMap((step) =>
    lessonSections(step).map(({ title, id, html }) => {
      const text = html
        .replaceAll(/<details>[^]*?<\/details>/g, ' ')
        .replaceAll(/<\/?(?:span|code|a|em|strong)\b[^>]*>/g, '')
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/&#0?39;|&#x27;/g, "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .replaceAll(/\s+/g, ' ');
      return {
        page: `${step.name}.html${id && `#${id}`}`,
        title: [`${step.number} ${lessonOf(step).title}`, title].filter(Boolean).join(': '),
        text,
      };
    }),
  );
  return `globalThis.searchWords = ${JSON.stringify(sections)};\n`;
}
