import { lessonOf, type Step } from '../catalog/steps.ts';
import { stepFile } from '../catalog/lesson.ts';
import { escaped } from '../draw/text.ts';
import { recordRun } from '../record/record-runs.ts';
import { framed } from './frame.ts';
import { lessonHtml, lessonSections } from './lesson-view.ts';
import { drawnNumbers, questionFor, type AskedOnPage } from './question.ts';
import type { Reply, Routes } from './server.ts';
import { fileCalled, playerHtml, playerPage } from './site.ts';

/**
 * A lesson for a room: one part at a time, in large type, what is to be predicted first and its answer on a key. It reads
 * lessons and their programs, and neither the learner's answers nor how far somebody is.
 */
export function presentation(step: Step): Routes {
  let player: Promise<{ body: string; policy: string }> | undefined;
  return {
    get: async (path) => {
      if (path === '') return html(await presentationPage(step));
      if (path !== playerPage(step)) return fileCalled(path);
      player ??= recordRun(stepFile(step.name)).then(playerHtml);
      const { body, policy } = await player;
      return { ...html(body), policy };
    },
    post: () => undefined,
    follow: () => undefined,
  };
}

const html = (body: string): Reply => ({ type: 'text/html; charset=utf-8', body });

/** The lesson as a page, which browser/present.js divides into parts. */
export async function presentationPage(step: Step): Promise<string> {
  const question = await questionFor(step);
  const lesson = lessonHtml(lessonSections(step), {
    question: question && questionForRoom(question),
    player: playerPage(step),
  });
  return framed({
    ...{ kind: 'present', step: step.name, bar: '', scripts: ['present.js'] },
    title: `${step.name.slice(0, 2)} ${lessonOf(step).title}`,
    body: `<main id="main"><article class="lesson">${lesson}</article></main>
<footer class="keys"><kbd>→</kbd> on <kbd>←</kbd> back <kbd>space</kbd> show the answer, or go on <kbd>f</kbd> full screen <span id="place" role="status"></span></footer>`,
  });
}

/** The lines with letters, so that people can call them out; then the order in which they really come. */
function questionForRoom(question: AskedOnPage): string {
  const { lines, shown, total } = question;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  // After Z comes AA, as in a spreadsheet.
  const name = (at: number) => (at < 26 ? '' : letters[Math.floor(at / 26) - 1]!) + letters[at % 26]!;
  const row = (place: number, before: string) =>
    `<tr><td>${before}</td><td><b>${escaped(lines[place]!.lane)}</b></td><td>${escaped(lines[place]!.text)}</td></tr>`;
  const asked = shown.map((place, at) => row(place, name(at)));
  const real = lines.map(({ at }, place) => row(place, `${escaped(at)} ${name(shown.indexOf(place))}`));
  return `<h3>In which order? How long in all?</h3>
<table class="ask"><tbody>${asked.join('')}</tbody></table>
${drawnNumbers(question)}<h3>What really comes</h3>
<details><summary>The order</summary><table class="ask"><tbody>${real.join('')}</tbody></table><p>In all: ${escaped(total)}.</p></details>`;
}
