import type { Step } from '../catalog/steps.ts';
import { escaped } from '../draw/text.ts';
import { highlighted } from './highlight.ts';
import type { RecordedClaim } from './record-claim.ts';

/** Where a run that a claim looked at can be asked for: its player, and the lines of the answer in it. */
interface RunAddress {
  player: string;
  lines: string;
}

/** The addresses of a run: `place` counts the runs of one claim. */
export function addressOfRun({ name }: Step, claim: number, place: number): RunAddress {
  const words = `?at=${claim}&run=${place}`;
  return { player: `${name}.run.html${words}`, lines: `${name}.lines${words}` };
}

/** The event loop of a run, folded: it is recorded when somebody unfolds it. */
export function foldedPlayer({ player }: RunAddress): string {
  return `<details class="player"><summary>The event loop in this run of yours, step by step</summary><iframe data-src="${escaped(player)}" title="The event loop in this run of yours"></iframe></details>`;
}

/**
 * The lines of an answer that spoke or waited in a run, with what is between them; browser/cursor.js marks those of a
 * moment. Where there are none, why not.
 */
export function linesHtml(recorded: RecordedClaim): string {
  if ('why' in recorded) return `<p>${escaped(recorded.why)}</p>`;
  const { recording, marks } = recorded;
  const lines = marks.map(({ line }) => line);
  if (lines.length === 0) return '<p>In this run none of your own lines waits or speaks.</p>';
  const [first, last] = [Math.max(1, Math.min(...lines) - 1), Math.max(...lines) + 1];
  const items = highlighted(recording.source, 'ts')
    .split('\n')
    .map(
      (code, at) =>
        `<li><span class="did"></span><span class="number">${at + 1}</span><code>${code}</code></li>`,
    )
    .slice(first - 1, last);
  return `<ol class="code" tabindex="0" aria-label="Your code" data-marks="${escaped(JSON.stringify(marks))}">${items.join('\n')}</ol>`;
}
