import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/run.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const soldOut = new Error('sold out');

// FILL IN: the claims of your functions, the most telling first, the numbers different in each. A title is a plain sentence
// that a learner can check against the task.
export default judge<typeof import('../../solutions/12-crawler.ts')>('12-crawler', (claim) => {
  claim('twoPages', 'fetches both at the same time: 0.7 s, not 1.1 s', async ({ twoPages }) => {
    const run = await runProgram(() => twoPages(timed('first', 700, 'one'), timed('second', 400, 'two')));
    expectRun(run, {
      prints: `
        0.0s  first        started
        0.0s  second       started
        0.4s  second       done
        0.7s  first        done
      `,
      takes: 700,
      sum: 'max(0.7, 0.4)',
      returns: ['one', 'two'],
    });
  });

  claim('breakfast', 'takes 2.0 s, not 3.0 s', async ({ breakfast }) => {
    const run = await runProgram(() => breakfast(timed('milk', 1000, 'milk'), timed('bread', 2000, 'bread')));
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        1.0s  milk         done
        2.0s  bread        done
      `,
      takes: 2000,
      sum: 'max(1.0, 2.0)',
      returns: ['milk', 'bread'],
    });
  });

  claim('breakfast', 'rejects with the error of the bread, at 0.3 s', async ({ breakfast }) => {
    const run = await runProgram(() => breakfast(timed('milk', 100, 'milk'), failing('bread', 300, soldOut)));
    expectRun(run, { takes: 300, sum: 'max(0.1, 0.3)', fails: soldOut });
  });

  claim('together', 'takes as long as the longest of three, and keeps their order', async ({ together }) => {
    const run = await runProgram(() =>
      together([timed('milk', 1000, 1), timed('bread', 500, 2), timed('eggs', 700, 3)]),
    );
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.0s  eggs         started
        0.5s  bread        done
        0.7s  eggs         done
        1.0s  milk         done
      `,
      takes: 1000,
      sum: 'max(1.0, 0.5, 0.7)',
      returns: [1, 2, 3],
    });
  });
});
