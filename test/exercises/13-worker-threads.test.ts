import { expectRun } from '../../workshop/coach/claim.ts';
import { judge } from '../judge.ts';
import { Board, gate, runDirected } from '../threads/board.ts';

// Real threads, and no real time: each waits at a gate, and a script opens the gates. A step of it is half a second.

const lost = new Error('row 7 has no price');
const enough = new Error('enough');
const never = new AbortController().signal;

export default judge<typeof import('../../solutions/13-worker-threads.ts')>('13-worker-threads', (claim) => {
  claim('buildReport', 'a timer fires while the report is built', async ({ buildReport }) => {
    const board = new Board('report');
    const fire = () => void setTimeout(() => board.say('timer', 'fires'), 5);
    const script = [{ lines: 1 }, { act: fire, lines: 2 }, { open: ['report'], lines: 3 }];
    const run = await runDirected(board, script, () => {
      return buildReport(gate, board.work('report', { result: { total: 12 } }));
    });
    expectRun(run, {
      prints: `
        0.0s  report  started
        0.5s  timer   fires
        1.0s  report  done
      `,
      returns: { total: 12 },
    });
  });

  claim('buildReport', 'rejects with the error of the calculation, and ends its thread', async (answer) => {
    const board = new Board('report');
    const script = [{ lines: 1 }, { open: ['report'], lines: 2 }];
    const run = await runDirected(board, script, () => {
      return answer.buildReport(gate, board.work('report', { fails: lost }));
    });
    expectRun(run, {
      prints: `
        0.0s  report  started
        0.5s  report  failed
      `,
      fails: { message: lost.message },
    });
  });

  claim('mapInThreads', 'five items on two threads: a free thread gets the next item', async (answer) => {
    const board = new Board('a', 'b', 'c', 'd', 'e');
    const items = ['a', 'b', 'c', 'd', 'e'].map((name) => board.work(name, { result: name.toUpperCase() }));
    const script = [
      { lines: 2 },
      { open: ['b'], lines: 4 },
      { open: ['c'], lines: 6 },
      { open: ['a'], lines: 8 },
      { open: ['e'], lines: 9 },
      { open: ['d'], lines: 10 },
    ];
    const run = await runDirected(board, script, () => answer.mapInThreads(items, 2, gate, never));
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s  a  started
        0.0s  b  started
        0.5s  b  done
        0.5s  c  started
        1.0s  c  done
        1.0s  d  started
        1.5s  a  done
        1.5s  e  started
        2.0s  e  done
        2.5s  d  done
      `,
      returns: ['A', 'B', 'C', 'D', 'E'],
    });
  });

  claim('mapInThreads', 'five items on two threads start two threads, not five', async (answer) => {
    const board = new Board('a', 'b', 'c', 'd', 'e');
    const items = ['a', 'b', 'c', 'd', 'e'].map((name) => board.work(name, { result: name }));
    const script = [{ lines: 2 }, ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ open: [name], lines: 0 }))];
    const run = await runDirected(board, script, async (threads) => {
      const results = await answer.mapInThreads(items, 2, gate, never);
      return { results, threads: threads.started };
    });
    expectRun(run, { returns: { results: ['a', 'b', 'c', 'd', 'e'], threads: 2 } });
  });

  claim('mapInThreads', 'rejects with the first error, and ends the other calculations', async (answer) => {
    const board = new Board('a', 'b');
    const items = [board.work('a'), board.work('b', { fails: lost })];
    const script = [{ lines: 2 }, { open: ['b'], lines: 3 }];
    const run = await runDirected(board, script, () => answer.mapInThreads(items, 2, gate, never));
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s  a  started
        0.0s  b  started
        0.5s  b  failed
      `,
      fails: { message: lost.message },
    });
  });

  claim('mapInThreads', 'ends the threads when the signal aborts, and rejects with its reason', async (answer) => {
    const board = new Board('a', 'b', 'c');
    const items = ['a', 'b', 'c'].map((name) => board.work(name));
    const controller = new AbortController();
    const abort = () => {
      board.say('main', 'aborts');
      controller.abort(enough);
    };
    const script = [{ lines: 2 }, { act: abort, lines: 3 }];
    const run = await runDirected(board, script, () => answer.mapInThreads(items, 2, gate, controller.signal));
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s  a     started
        0.0s  b     started
        0.5s  main  aborts
      `,
      fails: enough,
    });
  });

  claim('mapInThreads', 'starts nothing when the signal has aborted before, or without items', async (answer) => {
    const board = new Board('a');
    const run = await runDirected(board, [], async () => {
      const late = answer.mapInThreads([board.work('a')], 2, gate, AbortSignal.abort(enough));
      return [await late.catch((reason: unknown) => reason), await answer.mapInThreads([], 2, gate, never)];
    });
    expectRun(run, { prints: '', returns: [enough, []] });
  });

  claim('runInThread', 'resolves with the first message of the thread', async ({ runInThread }) => {
    const board = new Board('a');
    const script = [{ lines: 1 }, { open: ['a'], lines: 2 }];
    const run = await runDirected(board, script, () => runInThread(gate, board.work('a', { result: 0 }), never));
    expectRun(run, {
      prints: `
        0.0s  a  started
        0.5s  a  done
      `,
      returns: 0,
    });
  });

  claim('runInThread', 'rejects with the error that ends the thread', async ({ runInThread }) => {
    const board = new Board('a');
    const script = [{ lines: 1 }, { open: ['a'], lines: 2 }];
    const run = await runDirected(board, script, () => runInThread(gate, board.work('a', { fails: lost }), never));
    expectRun(run, {
      prints: `
        0.0s  a  started
        0.5s  a  failed
      `,
      fails: { message: lost.message },
    });
  });

  claim('runInThread', 'rejects when the thread ends without a message', async ({ runInThread }) => {
    const board = new Board('a');
    const script = [{ lines: 1 }, { open: ['a'], lines: 2 }];
    const run = await runDirected(board, script, async () => {
      const outcome = runInThread(gate, board.work('a', { exits: 7 }), never);
      const error = await outcome.then(String, (reason: unknown) => reason);
      return error instanceof Error && /\b7\b/.test(error.message)
        ? 'an Error with the exit code 7'
        : error;
    });
    expectRun(run, {
      prints: `
        0.0s  a  started
        0.5s  a  done
      `,
      returns: 'an Error with the exit code 7',
    });
  });

  claim('runInThread', 'ends the thread when the signal aborts, and leaves no listener', async (answer) => {
    const board = new Board('a');
    const controller = new AbortController();
    const { signal } = controller;
    const abort = () => {
      board.say('main', 'aborts');
      controller.abort(enough);
    };
    const script = [{ lines: 1 }, { act: abort, lines: 2 }];
    const run = await runDirected(board, script, async (threads) => {
      const error = await answer.runInThread(gate, board.work('a'), signal).catch((reason: unknown) => reason);
      return { error, threads: threads.alive };
    });
    expectRun(run, {
      prints: `
        0.0s  a     started
        0.5s  main  aborts
      `,
      returns: { error: enough, threads: 0 },
      unheard: [signal],
    });
  });

  claim('runInThread', 'leaves no listener after a result, and starts nothing after an abort', async (answer) => {
    const board = new Board('a', 'b');
    const { signal } = new AbortController();
    const script = [{ lines: 1 }, { open: ['a'], lines: 2 }];
    const run = await runDirected(board, script, async () => {
      const result = await answer.runInThread(gate, board.work('a', { result: 'A' }), signal);
      const late = answer.runInThread(gate, board.work('b'), AbortSignal.abort(enough));
      return { result, late: await late.catch((reason: unknown) => reason) };
    });
    expectRun(run, {
      prints: `
        0.0s  a  started
        0.5s  a  done
      `,
      returns: { result: 'A', late: enough },
      unheard: [signal],
    });
  });
});
