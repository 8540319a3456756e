import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { isReal } from '../catalog/lesson.ts';
import { allSteps, lessonOf, urlOf, type Step } from '../catalog/steps.ts';
import { loopHtml, page } from '../draw/html.ts';
import { escaped } from '../draw/text.ts';
import type { Recording } from '../record/record-runs.ts';
import { barOfSteps, framed, type Framed, type Mark } from './frame.ts';
import { lessonHtml, lessonSections, linkedFiles, overviewHtml, sourceHtml } from './lesson-view.ts';
import { timelineCss } from './picture.ts';
import { noQuestion, questionFor, questionForm } from './question.ts';

// The pages that the server and the book have in common. A page is named by its file; all are in one folder, but for the
// pictures.

const here = new URL('./browser/', import.meta.url);

/** The scripts and the style of the pages, and the pictures of the lessons. */
export function fileCalled(name: string): { type: string; body: Buffer } | undefined {
  if (name === 'timeline.css') return { type: 'text/css; charset=utf-8', body: Buffer.from(timelineCss()) };
  if (assets().includes(name)) {
    const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
    return { type, body: readFileSync(new URL(name, here)) };
  }
  const [, picture] = /^pictures\/(.*)$/.exec(name) ?? [];
  if (picture === undefined || !pictures().includes(picture)) return undefined;
  return { type: 'image/svg+xml', body: readFileSync(urlOf(`steps/pictures/${picture}`)) };
}

/** The names of scripts and style. */
export function assets(): string[] {
  return readdirSync(here).filter((name) => /\.(js|css)$/.test(name));
}

/** The names of the pictures of the lessons. */
export function pictures(): string[] {
  return readdirSync(urlOf('steps/pictures/')).filter((name) => name.endsWith('.svg'));
}

/** What differs between the server's pages and the book's. */
export interface Edition {
  kind: Framed['kind'];
  markOf: (step: Step) => Mark;
  scripts: string[];
  /** What leads to a lesson and to what is beside it, where there is not room for both. */
  tabs?: string;
  /** What is beside a lesson, or below it. */
  beside: (step: Step) => string;
}

/** The page of a step's lesson. */
export async function lessonPage(
  step: Step,
  { kind, markOf, scripts, tabs, beside }: Edition,
): Promise<string> {
  const question = await questionFor(step);
  const lesson = lessonHtml(lessonSections(step), {
    question: question ? questionForm(question) : noQuestion(step),
    player: playerPage(step),
  });
  return framed({
    ...{ kind, scripts, tabs, step: step.name, title: `${step.name.slice(0, 2)} ${lessonOf(step).title}` },
    bar: barOfSteps(allSteps(), step.name, markOf),
    body: `<main id="main"><article class="lesson">${lesson}</article>${beside(step)}</main>`,
  });
}

/** The overview, or a file that a lesson links to; nothing for any other name. */
export function otherPage(name: string, { kind, markOf, scripts }: Edition, search = ''): string | undefined {
  const file = linkedFiles().get(name);
  if (name !== 'index.html' && file === undefined) return undefined;
  return framed({
    ...{ kind, scripts, step: '', title: file ?? 'Async workshop' },
    bar: barOfSteps(allSteps(), '', markOf),
    body: file === undefined ? overviewHtml(allSteps(), search) : sourceHtml(file),
  });
}

/** The page on which the event loop of a step's program is played; none where that runs in real time. */
export function playerPage({ name }: Step): string | undefined {
  return isReal(name) ? undefined : `${name}.loop.html`;
}

/** A page of its own, and a content policy that lets its own script and style run and no others. */
export interface Alone {
  body: string;
  policy: string;
}

/** The page of a player. */
export function playerHtml(recording: Recording): Alone {
  return alone(loopHtml(recording));
}

/** The page in the place of a player, where there is nothing to play. */
export function noPlayerHtml(why: string): Alone {
  return alone(page('Nothing to play', [`<p>${escaped(why)}</p>`]));
}

function alone(body: string): Alone {
  const own = (tag: string) =>
    [...body.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(
      ([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`,
    );
  const only = (tag: string) => own(tag).join(' ') || "'none'";
  return {
    body,
    policy: `default-src 'none'; style-src ${only('style')}; script-src ${only('script')}; frame-ancestors 'self'`,
  };
}
