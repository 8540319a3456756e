import chalk, { Chalk, type ChalkInstance } from 'chalk';
import type { Line, Observer } from './observer.ts';
import { formatLine } from './transcript.ts';

// chalk leaves a pipe without colour, but does not know the NO_COLOR convention.
export const colour: ChalkInstance = process.env['NO_COLOR'] ? new Chalk({ level: 0 }) : chalk;

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
