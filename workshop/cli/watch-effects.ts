import { join } from 'node:path';
import { nextHint } from '../catalog/hints.ts';
import { fingerprint, stateOf } from '../catalog/progress.ts';
import { recordVerdict } from '../catalog/record-verdict.ts';
import { reset } from '../catalog/reset-exercise.ts';
import { allSteps, folder, lessonOf, textOf, type Step } from '../catalog/steps.ts';
import { explainBroken } from '../catalog/broken.ts';
import { Examiner } from '../coach/examiner.ts';
import { checkTypes, type TypeCheck } from '../coach/types.ts';
import type { Serving } from '../page/server.ts';
import type { Terminal } from './terminal.ts';
import { watchFolder } from '../catalog/watch-folder.ts';
import type { Effect, WatchEvent, Watching } from './watching.ts';

/** After so many ms a check is said to be under way. */
const long = 150;

/** What an answer is called that is empty or not there. */
const nothing = 'nothing';

/** How far each step is. */
export function howFar(): Watching['steps'] {
  return allSteps().map((step) => ({ step, title: lessonOf(step).title, state: stateOf(step) }));
}

/** Does what the state asks for, and tells what came of it. */
export class Effects {
  readonly #examiner = new Examiner();
  readonly #terminal: Terminal;
  readonly #tell: (event: WatchEvent) => void;
  readonly #stops: (() => void)[] = [];
  #step: () => Step = () => allSteps()[0]!;
  #types: TypeCheck | undefined;
  #sure: NodeJS.Timeout | undefined;
  #page: Promise<Serving> | undefined;

  constructor(terminal: Terminal, tell: (event: WatchEvent) => void) {
    this.#terminal = terminal;
    this.#tell = tell;
  }

  /** @param step the one that is worked on, whenever it is asked for */
  open(step: () => Step): void {
    this.#step = step;
    const listen = (source: NodeJS.EventEmitter, name: string, event: WatchEvent) => {
      const listener = () => this.#tell(event);
      source.on(name, listener);
      this.#stops.push(() => source.removeListener(name, listener));
    };
    listen(process.stdout, 'resize', { kind: 'resized' });
    listen(process.stdin, 'end', { kind: 'stopped', status: 0, byKey: false });
    listen(process, 'SIGTERM', { kind: 'stopped', status: 143, byKey: false });
    listen(process, 'SIGHUP', { kind: 'stopped', status: 129, byKey: false });
    listen(process, 'SIGINT', { kind: 'stopped', status: 130, byKey: true });
    this.#stops.push(watchFolder(join(folder, 'exercises'), () => this.#look()));
    this.#look();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#sure);
    this.#types?.stop();
    this.#examiner.close();
    void this.#page?.then(({ close }) => close());
  }

  perform(effect: Effect): void {
    const work = this.#start(effect);
    work?.catch((error: unknown) => this.#tell({ kind: 'said', note: [explainBroken(error)] }));
  }

  async #start(effect: Effect): Promise<void> {
    switch (effect.kind) {
      case 'look':
        return this.#look();
      case 'check':
        return this.#check(effect.check, effect.step);
      case 'types':
        this.#examiner.prepare(effect.step);
        this.#types = checkTypes([effect.step]);
        return this.#tell({ kind: 'types', check: effect.check, types: await this.#types.problems });
      case 'record':
        // It may have been saved again since.
        if (effect.content === contentOf(effect.step))
          recordVerdict(effect.step, effect.verdict, effect.content);
        return this.#tell({ kind: 'progress', steps: howFar() });
      case 'hint':
        return this.#tell({ kind: 'said', note: [hintFor(effect.step, effect.about)] });
      case 'reset': {
        const kept = reset(effect.step);
        const copy = kept ? ` Yours is kept in ${kept}` : '';
        this.#tell({ kind: 'said', note: [`It is as it was in the beginning.${copy}`] });
        return this.#look();
      }
      case 'lend': {
        const key = await this.#terminal.lend(effect.args);
        this.#tell({ kind: 'progress', steps: howFar() });
        return this.#tell({ kind: 'returned', key });
      }
      case 'page':
        return this.#tell({ kind: 'said', note: await this.#openPage(effect.step) });
      case 'leave':
        return;
    }
  }

  /** Opens the page beside this screen, unless it is open. @returns where it is, and how to get there */
  async #openPage({ number }: Step): Promise<string[]> {
    // Who does not open it need not wait for it to load.
    const [{ openPage }, { show, surroundings, waysThere }] = await Promise.all([
      import('../page/open-page.ts'),
      import('../page/address.ts'),
    ]);
    this.#page ??= openPage();
    this.#page.catch(() => (this.#page = undefined));
    const { address: start, port } = await this.#page;
    const address = `${start}${number}`;
    const where = surroundings();
    return [
      ...waysThere({ address, port }, where, await show(address, where)),
      'It closes with this screen.',
    ];
  }

  async #check(check: number, step: Step): Promise<void> {
    this.#types?.stop();
    const late = setTimeout(() => this.#tell({ kind: 'late', check }), long);
    const verdict = await this.#examiner.examine(step, this.#terminal.columns);
    clearTimeout(late);
    this.#tell({ kind: 'verdict', check, verdict });
    if (verdict.untouched) this.#examiner.prepare(step);
  }

  /** Tells what the answer is now. One that is empty or away may only be on the way: then we look twice. */
  #look(isSure = false): void {
    clearTimeout(this.#sure);
    const content = contentOf(this.#step());
    if (isSure || content !== nothing) this.#tell({ kind: 'looked', content });
    else this.#sure = setTimeout(() => this.#look(true), 100);
  }
}

/** A name for what is in an answer. What cannot be read is a content of its own; the check says why. */
function contentOf(step: Step): string {
  try {
    return textOf(step.exercise)?.trim() ? fingerprint(step) : nothing;
  } catch {
    return 'unreadable';
  }
}

function hintFor(step: Step, about: string | undefined): string {
  const hint = nextHint(step, about) ?? nextHint(step);
  if (!hint) return 'There are no hints for this one.';
  const { shown, total } = hint;
  return `Hint ${shown.length} of ${total} for ${hint.about}: ${shown.at(-1)!}`;
}
