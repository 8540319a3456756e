import { stripVTControlCharacters } from 'node:util';
import { lessonOf } from '../catalog/steps.ts';
import { tasksOf } from '../catalog/tasks.ts';
import { fitted } from '../draw/text.ts';
import { wrap } from '../draw/wrap.ts';
import type { Verdict } from '../coach/verdict.ts';
import { colour } from '../runtime/printer.ts';
import { columns } from '../runtime/transcript.ts';
import { picture, prose, stack, under, type Block } from './blocks.ts';
import { verdictLines } from './verdict-lines.ts';
import { keys } from './watch-keys.ts';
import { nextStep, type Watching } from './watching.ts';

/** The screen: where we are, what there is to see, what the last key said, the keys. Fits in the given columns and rows. */
export function drawWatch(state: Watching, size: { columns: number; rows: number }): string[] {
  const width = Math.min(size.columns, 100);
  const { step, steps } = state;
  const done = steps.filter((each) => each.state === 'done').length;
  const title = `${step.name.slice(0, 2)} ${lessonOf(step).title} (${done} of ${steps.length} done)`;
  const head = wrap(title, width).map((line) => colour.bold(line));
  const foot = keyLines(state, width).map((line) => colour.dim(line));
  const whole = size.rows - head.length - foot.length;
  // A note was asked for, so it comes before the rest where there is no room for both.
  const note = stack([prose(0, state.note.join('\n'), width)], Math.max(1, whole - 4), '');
  const below = state.note.length > 0 ? ['', ...note] : [];
  const room = Math.max(1, whole - below.length);
  const middle = middleOf(state, width, room).slice(0, room);
  // Empty lines where there is room for them; the keys are always at the bottom.
  const free = room - middle.length;
  const above = free > 1 ? [''] : [];
  const gap = Array.from({ length: free - above.length }, () => '');
  return [...head, ...above, ...middle, ...below, ...gap, ...foot]
    .map((line) =>
      columns(line) > size.columns ? fitted(stripVTControlCharacters(line), size.columns) : line,
    )
    .slice(0, size.rows);
}

function middleOf(state: Watching, width: number, room: number): string[] {
  const { view, verdict, busy, step } = state;
  if (view === 'steps') return stepLines(state, width, room);
  if (!verdict) return ['Checking your answer…'];
  if (verdict.untouched) return stack(welcome(state, width), room, '');
  if (view === 'all') return pageOf(verdictLines(step, verdict, { width }), state.above, room);
  const old = busy.long ? wrap('Checking what you have saved… This is about the save before:', width) : [];
  const more = 'There is more: a shows all of it.';
  const height = room - old.length;
  const lines = verdict.passed
    ? stack(success(state, verdict, width), height, '')
    : verdictLines(step, verdict, { width, height, more });
  return busy.long ? [...old, ...lines.map((line) => colour.dim(stripVTControlCharacters(line)))] : lines;
}

/** An exercise that nobody has changed is not judged: its screen says how to begin. */
function welcome({ step, steps }: Watching, width: number): Block[] {
  const isNew = steps.every(({ state }) => state === 'open');
  const tasks = tasksOf(step).map(({ name, text }) => prose(3, `${name}: ${text}`, width));
  return [
    ...(isNew
      ? [
          prose(
            2,
            'Welcome! You learn here by doing: read, predict, run, and solve. q leaves, and nothing is lost.',
            width,
          ),
        ]
      : []),
    under(
      prose(1, 'How to begin:', width, colour.bold),
      prose(1, `1. Read the lesson, ${step.lesson}.`, width),
      prose(1, '2. Say what its program will print (p), and run it (r).', width),
      prose(1, `3. Open ${step.exercise} in your editor. Each save is checked here.`, width),
    ),
    under(prose(3, 'The task is in its comments:', width, colour.bold), ...tasks),
  ];
}

/** An answer that passes: that is worth a moment. */
function success(state: Watching, { total, drawn }: Verdict, width: number): Block[] {
  const { step, busy, steps } = state;
  const next = nextStep(state);
  const learnt = lessonOf(step).abilities.map((each) => prose(3, `- ${each}`, width));
  const goOn = next
    ? `Press n to go on with step ${next.number}, or s to compare your answer with ours.`
    : `That was the last one: all ${steps.length} exercises are done. You have come a long way, from code that blocks everything to code that waits, stops and cleans up when it should. Take what you need from steps/*.plain.ts to your own work.`;
  const title = busy.types
    ? `All ${total} claims hold. TypeScript is looking at it…`
    : `All ${total} claims hold. Well done!`;
  return [
    prose(0, title, width, (line) => colour.green(colour.bold(line))),
    ...(drawn === undefined ? [] : [picture(4, drawn.split('\n'))]),
    ...(learnt.length > 0 ? [under(prose(3, 'You are now able to', width, colour.bold), ...learnt)] : []),
    ...(busy.types ? [] : [prose(1, goOn, width)]),
  ];
}

/** As many lines as there is room for, and where in the text they are. */
function pageOf(lines: string[], above: number, room: number): string[] {
  if (lines.length <= room) return lines;
  const from = Math.min(above, lines.length - (room - 1));
  const shown = lines.slice(from, from + room - 1);
  const where = `Lines ${from + 1} to ${from + shown.length} of ${lines.length} (space: on, b: back, a: close)`;
  return [...shown, colour.dim(where)];
}

const marks = { done: '[x]', changed: '[~]', open: '[ ]' };

/** All steps, the one that is worked on in sight. */
function stepLines({ steps, step, typed }: Watching, width: number, room: number): string[] {
  const rows = steps.map((each) => {
    const here = each.step.name === step.name;
    const row = fitted(
      `${here ? '>' : ' '} ${marks[each.state]} ${each.step.name.slice(0, 2)} ${each.title}`,
      width,
    );
    return here ? colour.bold(row) : row;
  });
  const at = steps.findIndex((each) => each.step.name === step.name);
  const from = Math.max(0, Math.min(at - 2, rows.length - (room - 2)));
  return [
    ...rows.slice(from, from + Math.max(1, room - 2)),
    '',
    `Which step? Type its number, then Enter: ${typed}`,
  ];
}

/** The keys that work now, as many to a line as fit. */
function keyLines(state: Watching, width: number): string[] {
  const lines = [''];
  for (const {
    keys: [key],
    label,
    works,
  } of keys) {
    if (label === undefined || !(works?.(state) ?? true)) continue;
    const last = lines.at(-1)!;
    const longer = last === '' ? `${key} ${label}` : `${last}   ${key} ${label}`;
    if (columns(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(`${key} ${label}`);
  }
  return lines;
}
