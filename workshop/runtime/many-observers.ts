import type { Armed, Busy, Line, Observer, OtherProcess, Wait, Watched } from './observer.ts';

/** Tells all of these observers what one would be told. */
export function together(...observers: Observer[]): Observer {
  const tell =
    <Args extends unknown[]>(select: (observer: Observer) => ((...args: Args) => void) | undefined) =>
    (...args: Args) => {
      for (const observer of observers) select(observer)?.apply(observer, args);
    };
  return {
    line: tell<[Line]>((each) => each.line),
    busy: tell<[Busy, (Watched | undefined)?]>((each) => each.busy),
    created: tell<[Watched, Watched | undefined]>((each) => each.created),
    started: tell<[Watched]>((each) => each.started),
    cancelled: tell<[Watched]>((each) => each.cancelled),
    ended: tell<[Watched]>((each) => each.ended),
    waits: tell<[Wait]>((each) => each.waits),
    goesOn: tell<[Wait]>((each) => each.goesOn),
    armed: tell<[Armed]>((each) => each.armed),
    fired: tell<[Armed]>((each) => each.fired),
    returned: tell<[Armed]>((each) => each.returned),
    cleared: tell<[Armed]>((each) => each.cleared),
    queued: tell<[object, number]>((each) => each.queued),
    process: tell<[OtherProcess]>((each) => each.process),
  };
}
