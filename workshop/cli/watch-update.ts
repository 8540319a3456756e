import { withTypes, type Verdict } from '../coach/verdict.ts';
import { keyCalled } from './watch-keys.ts';
import { goTo, type Effect, type Change, type WatchEvent, type Watching } from './watching.ts';

/** The one place where the state changes. It neither reads nor writes anything else. */
export function update(state: Watching, event: WatchEvent): Change {
  const now = (change: Partial<Watching>, ...effects: Effect[]) => ({
    state: { ...state, ...change },
    effects,
  });
  const { step, busy, checks } = state;
  switch (event.kind) {
    case 'key':
      return press(state, event.key);
    case 'looked': {
      if (event.content === state.content) return now({});
      const check = checks + 1;
      const change = {
        content: event.content,
        checks: check,
        busy: { check: true, long: false, types: false },
        noteIsOld: true,
      };
      return now(change, { kind: 'check', check, step });
    }
    case 'late':
      return now(event.check === checks && busy.check ? { busy: { ...busy, long: true } } : {});
    case 'verdict':
      return event.check === checks ? judged(state, event.verdict) : now({});
    case 'types': {
      if (event.check !== checks || !state.verdict) return now({});
      const verdict = withTypes(state.verdict, event.types);
      return now({ verdict, busy: { ...busy, types: false } }, ...recorded(state, verdict));
    }
    case 'said':
      return now({ note: event.note, noteIsOld: false, view: 'verdict', above: 0 });
    case 'progress':
      return now({ steps: event.steps });
    case 'returned':
      return event.key === 'q'
        ? now({}, { kind: 'leave', status: 0 })
        : now({ away: false }, { kind: 'look' });
    case 'resized':
      return now({});
    case 'stopped':
      // Ctrl+C while another program has the terminal is meant for that one.
      return now(
        {},
        ...(event.byKey && state.away ? [] : [{ kind: 'leave' as const, status: event.status }]),
      );
  }
}

function judged(state: Watching, verdict: Verdict): Change {
  const types = !verdict.untouched;
  const change = {
    verdict,
    busy: { check: false, long: false, types },
    // What was said before the save belonged to the answer of then.
    ...(state.noteIsOld && { note: [] }),
    ...(state.view === 'all' && { view: 'verdict' as const, above: 0 }),
  };
  const { step, checks: check } = state;
  return {
    state: { ...state, ...change },
    effects: types
      ? [{ kind: 'types', check, step }, ...(verdict.passed ? [] : recorded(state, verdict))]
      : [],
  };
}

function recorded({ step, content }: Watching, verdict: Verdict): Effect[] {
  return content === undefined ? [] : [{ kind: 'record', step, verdict, content }];
}

function press(before: Watching, key: string): Change {
  const state = { ...before, armed: '' };
  if (state.away) return { state, effects: [] };
  if (state.view === 'steps') {
    const chosen = choose(state, key);
    if (chosen) return chosen;
  }
  const known = keyCalled(key, state);
  if (!known) return { state: { ...state, note: [], view: 'verdict', above: 0, typed: '' }, effects: [] };
  const question = known.asks?.(state) ?? '';
  if (question === '' || before.armed === key) return known.press({ ...state, note: [] });
  return { state: { ...state, armed: key, note: [question], noteIsOld: false }, effects: [] };
}

/** In the list of steps digits make a number, and Enter goes there. */
function choose(state: Watching, key: string): Change | undefined {
  const stay = (typed: string) => ({ state: { ...state, typed }, effects: [] });
  if (/^\d$/.test(key)) return stay((state.typed + key).slice(-2));
  if (key === 'backspace') return stay(state.typed.slice(0, -1));
  if (key !== 'return') return undefined;
  const wanted = state.steps.find(({ step }) => step.number === Number(state.typed || state.step.number));
  if (!wanted)
    return { state: { ...state, typed: '', note: [`There is no step ${state.typed}.`] }, effects: [] };
  return wanted.step.name === state.step.name
    ? { state: { ...state, view: 'verdict', typed: '' }, effects: [] }
    : goTo(state, wanted.step);
}
