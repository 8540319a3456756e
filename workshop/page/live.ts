import { fileURLToPath } from 'node:url';
import { watchFolder } from '../catalog/watch-folder.ts';
import { currentStep } from '../catalog/current.ts';
import { hintsOf, nextHint } from '../catalog/hints.ts';
import { remember, stateOf } from '../catalog/progress.ts';
import { reset } from '../catalog/reset-exercise.ts';
import { allSteps, findStep, textOf, urlOf, type Step } from '../catalog/steps.ts';
import { stepFile } from '../catalog/lesson.ts';
import { recordRun, type Recording } from '../record/record-runs.ts';
import { barOfSteps } from './frame.ts';
import { Room } from './room.ts';
import type { Reply, Routes, Tell } from './server.ts';
import {
  fileCalled,
  lessonPage,
  otherPage,
  noPlayerHtml,
  playerHtml,
  playerPage,
  type Edition,
} from './site.ts';
import { linesHtml } from './run-view.ts';
import { claimHtml, solutionHtml } from './work-view.ts';

const html = (body: string): Reply => ({ type: 'text/html; charset=utf-8', body });
const json = (value: unknown): Reply => ({ type: 'application/json', body: JSON.stringify(value) });

/** What is around the learner's side of the page. What the server tells goes into it. */
const workFrame = `<p id="said" role="status"></p>
<p id="away" role="alert" hidden><span class="lost">The workshop does not answer. If you ended it, start it again: <code>npm start page</code>. This page goes on by itself.</span><span class="gone">The workshop has another address now. The terminal in which you started it shows it.</span></p>
<aside id="work" aria-label="Your answer"><p>One moment…</p></aside>
<footer class="keys"><kbd>n</kbd>&nbsp;next <kbd>h</kbd>&nbsp;hint <kbd>p</kbd>&nbsp;predict <kbd>r</kbd>&nbsp;what it prints <kbd>s</kbd>&nbsp;solution <kbd>l</kbd>&nbsp;steps <kbd>x</kbd>&nbsp;reset</footer>`;

const edition: Edition = {
  kind: 'live',
  markOf: stateOf,
  scripts: ['predict.js', 'lesson.js', 'cursor.js', 'work.js'],
  tabs: `<div class="tabs"><button type="button" data-shows="lesson" aria-pressed="true">Lesson</button><button type="button" data-shows="work" aria-pressed="false">Your answer</button></div>`,
  beside: () => workFrame,
};

/** The page beside the editor: lessons, and for each step that a page shows, a room in which its exercise is examined. */
export class Live implements Routes {
  readonly #rooms = new Map<string, Room>();
  readonly #recordings = new Map<string, { of: string; recording: Promise<Recording> }>();
  readonly #stopWatching = watchFolder(fileURLToPath(urlOf('exercises/')), () => this.#look());

  async get(path: string, words: URLSearchParams): Promise<Reply | undefined> {
    if (path === '' || /^\d+$/.test(path)) {
      const step = path === '' ? (currentStep() ?? allSteps().at(-1)) : findStep(path);
      return step && this.get(`${step.name}.html`, words);
    }
    const file = fileCalled(path);
    if (file) return file;
    const step = stepOf(path);
    if (step && path === `${step.name}.html`) return html(await lessonPage(step, edition));
    if (step && path === playerPage(step)) {
      const { body, policy } = playerHtml(await this.#record(step));
      return { ...html(body), policy };
    }
    const room = step && this.#rooms.get(step.name);
    const at = Number(words.get('at'));
    if (room && path === `${step.name}.claim`) return html(claimHtml(room.work, at));
    if (room && /\.(run\.html|lines)$/.test(path)) {
      const recorded = await room.record(at, Number(words.get('run')));
      if (!recorded) return undefined;
      if (path.endsWith('.lines')) return html(linesHtml(recorded));
      const { body, policy } =
        'why' in recorded ? noPlayerHtml(recorded.why) : playerHtml(recorded.recording);
      return { ...html(body), policy };
    }
    if (step && path === `${step.name}.solution`) return html(solutionHtml(step));
    const other = otherPage(path, edition);
    return other === undefined ? undefined : html(other);
  }

  post(path: string, body: unknown): Reply | undefined {
    const { step: name, about, right } = (body ?? {}) as Record<string, unknown>;
    const step = allSteps().find((each) => each.name === name);
    if (!step) return undefined;
    if (path === 'hint' && typeof about === 'string' && hintsOf(step).has(about)) {
      const hint = nextHint(step, about);
      this.#rooms.get(step.name)?.show();
      return json(hint);
    }
    if (path === 'predicted' && typeof right === 'boolean') {
      remember(step, { predicted: right ? 'right' : 'missed' });
      return json({});
    }
    if (path === 'reset') return json({ kept: reset(step) });
    return undefined;
  }

  follow(name: string, tell: Tell): (() => void) | undefined {
    const step = allSteps().find((each) => each.name === name);
    if (!step) return undefined;
    const room = this.#rooms.get(name) ?? new Room(step, () => barOfSteps(allSteps(), name, stateOf));
    this.#rooms.set(name, room);
    const leave = room.join(tell);
    return () => {
      const isEmpty = leave();
      if (!isEmpty || this.#rooms.get(name) !== room) return;
      this.#rooms.delete(name);
      room.close();
    };
  }

  close(): void {
    this.#stopWatching();
    for (const room of this.#rooms.values()) room.close();
  }

  /** Looks at every exercise that a page shows. */
  #look(): void {
    for (const room of this.#rooms.values()) void room.check();
  }

  /** Records the program of a step, and again when its file has changed. */
  #record(step: Step): Promise<Recording> {
    const text = textOf(step.program) ?? '';
    const known = this.#recordings.get(step.name);
    if (known?.of === text) return known.recording;
    const recording = recordRun(stepFile(step.name));
    this.#recordings.set(step.name, { of: text, recording });
    recording.catch(() => this.#recordings.delete(step.name));
    return recording;
  }
}

function stepOf(path: string): Step | undefined {
  const [, name] = /(?:^|[/\\])(\d\d-[^./\\]+)\.[\w.]+$/.exec(path) ?? [];
  return name === undefined ? undefined : findStep(name);
}
