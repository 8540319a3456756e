import { existsSync } from 'node:fs';
import { allSteps, findStep, lessonOf, textOf, urlOf, type Step } from '../catalog/steps.ts';
import { escaped } from '../draw/text.ts';
import { highlighted, withCode } from './highlight.ts';
import { sectionsOf, type LinkTo, type Section } from './markdown.ts';

/** The page that shows a file of the workshop: all pages are in one folder. */
export function sourcePage(file: string): string {
  return `${file.replaceAll('/', '-')}.html`;
}

/** Where the links of lessons lead. Files of the learner are not shown: the task is, as it was shipped. */
export const linkTo: LinkTo = (target, kind) => {
  if (/^https?:\/\//.test(target)) return kind === 'link' ? target : undefined;
  const [path = '', anchor] = target.split('#');
  if (path === '') return `#${anchor}`;
  const file = shippedFile(new URL(path, 'file:///steps/').pathname.slice(1));
  if (kind === 'picture')
    return /^steps\/pictures\/[\w-]+\.svg$/.test(file) ? file.slice('steps/'.length) : undefined;
  const [, step] = /^steps\/(\d\d-[^./]+)\.md$/.exec(file) ?? [];
  if (step) return `${step}.html${anchor ? `#${anchor}` : ''}`;
  return /\.(ts|js|md)$/.test(file) && existsSync(urlOf(file)) ? sourcePage(file) : undefined;
};

function shippedFile(file: string): string {
  return file.replace(/^exercises\//, 'test/untouched/');
}

/** Makes of a text what is made of it, and not again while it is the same: to colour a lesson takes a while. */
function remembered<T>(make: (text: string) => T): (name: string, text: string) => T {
  const known = new Map<string, { text: string; made: T }>();
  return (name, text) => {
    const last = known.get(name);
    if (last?.text === text) return last.made;
    const made = make(text);
    known.set(name, { text, made });
    return made;
  };
}

/** The files that lessons link to, by the names of their pages. No other file is ever shown. */
export function linkedFiles(): Map<string, string> {
  return linksOf('all lessons', allSteps().map(textOfLesson).join('\n\n'));
}

const linksOf = remembered((text: string) => {
  const files = new Map<string, string>();
  const note: LinkTo = (target, kind) => {
    const page = linkTo(target, kind);
    if (
      kind === 'link' &&
      page?.endsWith('.html') &&
      !page.includes(':') &&
      !findStep(page.replace(/\.html.*/, '.md'))
    )
      files.set(page, shippedFile(new URL(target, 'file:///steps/').pathname.slice(1)));
    return page;
  };
  sectionsOf(text, note);
  return files;
});

/** The sections of a step's lesson. */
export function lessonSections(step: Step): Section[] {
  return coloured(step.name, textOfLesson(step));
}

const coloured = remembered((text: string) => sectionsOf(text, linkTo));

function textOfLesson({ lesson }: Step): string {
  return textOf(lesson) ?? '';
}

/** What belongs between the sections of a lesson. */
export interface Inserted {
  /** After the code of "Predict". */
  question?: string | undefined;
  /** The address of the page on which the event loop is played. */
  player?: string | undefined;
}

/** A lesson, with what is to be done in it. */
export function lessonHtml(sections: Section[], { question, player }: Inserted): string {
  const titled = sections.filter(({ title }) => title !== '');
  const contents = titled.map(({ id, title }) => `<li><a href="#${id}">${escaped(title)}</a></li>`);
  const parts = sections.map(({ title, id, html }) => {
    if (title === '')
      return `${html}<details class="contents"><summary>Contents</summary><ol>${contents.join('')}</ol></details>`;
    const more =
      title === 'Predict' && question
        ? question
        : title === 'What happened' && player
          ? `<details class="player"><summary>The event loop, step by step</summary><iframe data-src="${escaped(player)}" title="The event loop, step by step"></iframe></details>`
          : '';
    return `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(title)}</h2>\n${html}${more}</section>`;
  });
  return parts.join('\n');
}

/** A file, to read. */
export function sourceHtml(file: string): string {
  const [, language = ''] = /\.(\w+)$/.exec(file) ?? [];
  const shown = file.replace(/^test\/untouched\//, 'exercises/');
  return `<main id="main" class="source"><h1>${escaped(shown)}</h1><pre tabindex="0" aria-label="Source"><code>${highlighted(textOf(file) ?? '', language)}</code></pre></main>`;
}

/** All steps, with what they are for. */
export function overviewHtml(steps: Step[], search = ''): string {
  const items = steps.map((step) => {
    const { title, abilities } = lessonOf(step);
    const can = abilities.map((each) => `<li>${withCode(each)}</li>`).join('');
    return `<li><h2><a href="${step.name}.html">${step.name.slice(0, 2)} ${escaped(title)}</a></h2><ul>${can}</ul></li>`;
  });
  return `<main id="main" class="overview"><h1>Asynchronous TypeScript, one small program at a time</h1>
${search}
<p>Each step opens with a bug that people ship, and ends with code that you can take to your own project. You will be able to:</p>
<ol class="steps">${items.join('\n')}</ol></main>`;
}
