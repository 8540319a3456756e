import type { Line } from './observer.ts';

/** The longest lane of the lessons fits, so that their texts form one column. */
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
