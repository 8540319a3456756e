import chalk, { Chalk, type ChalkInstance } from 'chalk';
import type { Line, Observer } from './program.ts';

// chalk leaves a pipe without colour, but does not know the NO_COLOR convention.
export const colour: ChalkInstance = process.env['NO_COLOR'] ? new Chalk({ level: 0 }) : chalk;

/** The longest lane of the lessons fits, so that their texts stand in one column. */
const laneWidth = 'order bread'.length;

/** Milliseconds as the lessons write them: `1.0s`. */
export function formatTime(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}

/**
 * One line of a transcript: `  1.0s  order milk   done`.
 *
 * @param paint colours the lane; plain when left out
 */
export function formatLine(
  { at, lane, text }: Line,
  paint: (lane: string) => string = (lane) => lane,
): string {
  // A text of several lines stays in its column.
  const indented = text.replaceAll('\n', `\n${' '.repeat(6 + 2 + laneWidth + 2)}`);
  return `${formatTime(at).padStart(6)}  ${paint(lane.padEnd(laneWidth))}  ${indented}`;
}

/** Prints lines as they come, each lane in a colour of its own, in the order of first word. */
export class Printer implements Observer {
  readonly #palette = [colour.cyan, colour.yellow, colour.magenta, colour.green, colour.blue, colour.red];
  readonly #colours = new Map<string, ChalkInstance>();

  line(line: Line): void {
    process.stdout.write(`${formatLine(line, (padded) => this.#colourOf(line.lane)(padded))}\n`);
  }

  #colourOf(lane: string): ChalkInstance {
    let mine = this.#colours.get(lane);
    if (!mine) {
      mine = lane === 'main' ? colour.bold : this.#palette[this.#colours.size % this.#palette.length]!;
      this.#colours.set(lane, mine);
    }
    return mine;
  }
}
