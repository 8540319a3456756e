import type { MarkKind, State } from './states.ts';
import { escaped } from './text.ts';

// A ground of its own, so that a picture is readable on whatever page it is put. On paper it is always the light one.
export const style = `
.ground{fill:#fff}.text{fill:#24292f}.soft{fill:#59636e}.halo{paint-order:stroke;stroke:#fff;stroke-width:3px}
.grid{stroke:#e3e8ed}.lead{stroke:#b6bfc9}.dim{stroke:#59636e}.run{fill:#1a7f37}.on{fill:#fff}
.ready{fill:#fff;stroke:#1a7f37}.task{stroke:#0969da}.queue,.slot{stroke:#8250df}.say{fill:#0969da}
.due{fill:#fff;stroke:#0969da}.cleanup,.cancelled{stroke:#9a6700}.failed{fill:#cf222e}.open{stroke:#cf222e}
.wake{stroke:#bf3989}.tip{fill:#bf3989}
@media screen and (prefers-color-scheme:dark){.ground{fill:#0d1117}.text{fill:#e6edf3}.soft{fill:#9198a1}
.halo{stroke:#0d1117}.grid{stroke:#262c34}.lead{stroke:#4c545d}.dim{stroke:#9198a1}.run{fill:#3fb950}.on{fill:#04260f}
.ready{fill:#0d1117;stroke:#3fb950}.task{stroke:#58a6ff}.queue,.slot{stroke:#bc8cff}.say{fill:#58a6ff}
.due{fill:#0d1117;stroke:#58a6ff}.cleanup,.cancelled{stroke:#d29922}.failed{fill:#f85149}.open{stroke:#f85149}
.wake{stroke:#f778ba}.tip{fill:#f778ba}}
path,rect{fill:none}text{font:13px ui-sans-serif,system-ui,sans-serif}.small{font-size:11px}.tiny{font-size:10px;font-style:italic}.bold{font-weight:600}
`.replaceAll('\n', '');

/** How wide a letter is at most on average: so much room is kept for it, in pixels. */
export const letter = { normal: 7.3, small: 6.2, tiny: 5.6 };

/** What a lane does, from left to right. The shapes differ, not only their colours. */
export function stateShape(state: State, from: number, to: number, y: number): string {
  const width = round(to - from);
  const line = (look: string, at = y) => `<path class="${look}" d="M${round(from)} ${at}H${round(to)}"`;
  if (state === 'runs') return box('run', from, y - 9, Math.max(width - 0.6, 1.5), 18);
  if (state === 'ready') return box('ready', from + 0.5, y - 5, Math.max(width - 1, 1), 10);
  if (state === 'sleeps')
    return `${line('dim')} stroke-width="3" stroke-linecap="round" stroke-dasharray="0 6"/>`;
  if (state === 'task') return `${line('task')} stroke-width="2"/>`;
  if (state === 'queue') return `${line('queue', y - 2.5)}/>${line('queue', y + 2.5)}/>`;
  if (state === 'slot') return `${line('slot')} stroke-width="9" stroke-dasharray="2 5"/>`;
  if (state === 'process') return `${line('dim')} stroke-width="3"/>`;
  if (state === 'lease') return box('slot', from + 0.5, y - 6, Math.max(width - 1, 1), 12);
  if (state === 'waits') return `${line('dim')} stroke-dasharray="9 4"/>`;
  return `<path class="cleanup" d="${zigzag(from, to, y)}" stroke-width="1.5"/>`;
}

function box(look: string, x: number, y: number, width: number, height: number): string {
  return `<rect class="${look}" x="${round(x)}" y="${y}" width="${round(width)}" height="${height}" rx="2"/>`;
}

function zigzag(from: number, to: number, y: number): string {
  const teeth = Math.max(1, Math.round((to - from) / 5));
  const step = round((to - from) / teeth);
  return `M${round(from)} ${y}${Array.from({ length: teeth }, (_, at) => `l${step} ${at === 0 ? -4 : at % 2 === 1 ? 8 : -8}`).join('')}`;
}

/** A moment: a dot, a diamond, a cross, a dagger, an end; and, for what never ends, an arrow out of the picture. */
export function markShape(kind: MarkKind, x: number, y: number): string {
  const at = `${round(x)} ${y}`;
  if (kind === 'says') return `<circle class="say" cx="${round(x)}" cy="${y}" r="4"/>`;
  if (kind === 'due')
    return `<path class="due" d="M${round(x)} ${y - 6}l6 6l-6 6l-6 -6z" stroke-width="1.5"/>`;
  if (kind === 'cancelled')
    return `<path class="cancelled" d="M${round(x - 5)} ${y - 5}l10 10m0 -10l-10 10" stroke-width="2.5"/>`;
  if (kind === 'failed')
    return `<path class="failed" d="M${round(x - 2)} ${y - 8}h4v9h-4zM${round(x - 2)} ${y + 4}h4v4h-4z"/>`;
  if (kind === 'killed')
    return `<path class="open" d="M${round(x)} ${y - 10}v20m-6 -14h12" stroke-width="3"/>`;
  if (kind === 'expired')
    return `<path class="cancelled" d="M${round(x - 6)} ${y - 9}h6v18h-6" stroke-width="2.5"/>`;
  return `<path class="open" d="M${at}m2 -6l6 6l-6 6m6 -12l6 6l-6 6" stroke-width="2"/>`;
}

/** Around the lanes of a process. */
export function frameShape(x: number, y: number, width: number, height: number): string {
  return `<rect class="lead" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5"/>`;
}

/** From the lane of one who lets another go on to the lane of that one. */
export function arrowShape(x: number, from: number, to: number): string {
  const down = to > from ? 1 : -1;
  const tip = to - 7 * down;
  return `<path class="wake" d="M${round(x)} ${from + 5 * down}V${tip}"/><path class="tip" d="M${round(x)} ${tip + 2 * down}l-3.5 ${-6 * down}h7z"/>`;
}

/** Words in a picture. */
export function text(look: string, x: number, y: number, words: string, anchor?: 'middle'): string {
  const where = anchor ? ` text-anchor="${anchor}"` : '';
  return `<text class="${look}" x="${round(x)}" y="${round(y)}"${where}>${escaped(words)}</text>`;
}

/** What is told where a mouse rests on a part of the picture. */
export function titled(shape: string, words: string): string {
  return `<g><title>${escaped(words)}</title>${shape}</g>`;
}

/** Pixels, to a tenth. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
