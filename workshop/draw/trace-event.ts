/** One event of the Trace Event Format, as far as it is used here. */
export interface TraceEvent {
  /** A slice, an instant, the two ends of an arrow, a counter, or a name. */
  ph: 'X' | 'i' | 's' | 'f' | 'C' | 'M';
  name: string;
  pid: number;
  tid: number;
  /** Whole microseconds. */
  ts?: number;
  dur?: number;
  /** Of an instant: it belongs to its thread. */
  s?: 't';
  cat?: string;
  id?: number;
  /** Of the end of an arrow: it belongs to the slice around it, not to the next one. */
  bp?: 'e';
  args: Record<string, unknown>;
}

/** The unit of the format. */
export function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}
