/** A command of `npm start`. */
export interface Command {
  /** What is typed after `npm start`. */
  name: string;
  /** The ways to use it: the words after `npm start`, and what it does then. */
  usage: (readonly [words: string, does: string])[];
  /**
   * Does it. Its code is loaded only then, since a command that is quick to start is used more often.
   *
   * @returns the exit status
   */
  run(args: string[]): Promise<number>;
}

/** All commands, in the order in which help lists them. */
export const commands: Command[] = [
  {
    name: 'watch',
    usage: [
      ['', 'work on the next exercise: it is checked whenever you save (q leaves)'],
      ['watch 3', 'work on the exercise of step 3'],
    ],
    run: async (args) => (await import('./watch.ts')).watch(args),
  },
  {
    name: 'next',
    usage: [['next', 'say what to do next']],
    run: async (args) => (await import('./next.ts')).next(args),
  },
  {
    name: 'list',
    usage: [['list', 'list all steps, and what is done']],
    run: async (args) => (await import('./list.ts')).list(args),
  },
  {
    name: 'run',
    usage: [
      ['3', 'say where the files of step 3 are, and run its program; words after 3 go to the program'],
      ['3 instant', 'run its main on the virtual clock, which does not wait'],
    ],
    run: async (args) => (await import('./run-step.ts')).run(args),
  },
  {
    name: 'predict',
    usage: [['predict 3', 'say what a step prints before you run it']],
    run: async (args) => (await import('./predict.ts')).predict(args),
  },
  {
    name: 'check',
    usage: [
      ['check 3', 'check the exercise of step 3'],
      ['check all', 'check all exercises, a line each'],
    ],
    run: async (args) => (await import('./check.ts')).check(args),
  },
  {
    name: 'hint',
    usage: [
      ['hint 3', 'show one more hint'],
      ['hint 3 all', 'show one more hint for the function all'],
    ],
    run: async (args) => (await import('./hint.ts')).hint(args),
  },
  {
    name: 'solution',
    usage: [
      ['solution 3', 'compare your answer with ours'],
      ['solution 3 reveal', 'the same before yours passes'],
    ],
    run: async (args) => (await import('./solution.ts')).solution(args),
  },
  {
    name: 'reset',
    usage: [['reset 3', 'bring the exercise back as it was; a copy of yours is kept']],
    run: async (args) => (await import('./reset.ts')).reset(args),
  },
  {
    name: 'page',
    usage: [['page', 'see lesson, verdict and your own run in a browser, beside your editor']],
    run: async (args) => (await import('./page.ts')).page(args),
  },
  {
    name: 'present',
    usage: [['present 3', 'show a lesson to a room, one part at a time']],
    run: async (args) => (await import('./present.ts')).present(args),
  },
  {
    name: 'timeline',
    usage: [
      [
        'timeline 3',
        'draw a run: who ran, who waited for what; 5 in-order + 5 draws two, my.ts a script of yours',
      ],
      ['timeline 3 open', 'the same as a page for your browser, with arrows that show who wakes whom'],
      [
        'timeline 3 svg a.svg',
        'write a picture; html a.html writes the page, trace a.json a trace for Perfetto',
      ],
      ['timeline 3 real', 'run it in real time, and draw that'],
      [
        'timeline 3 no-arrows',
        'without arrows; grouped: equal tasks as one; overwrite: over a file that is there',
      ],
    ],
    run: async (args) => (await import('./timeline.ts')).timeline(args),
  },
  {
    name: 'loop',
    usage: [
      ['loop 3', 'show the event loop, step by step; my.ts: of a script of yours'],
      ['loop 3 all', 'the same, with the steps that do not fit on the screen'],
      ['loop 3 html a.html', 'write a page, to go through the steps forwards and backwards'],
    ],
    run: async (args) => (await import('./loop.ts')).loop(args),
  },
  {
    name: 'help',
    usage: [['help', 'show this']],
    run: async (args) => (await import('./help.ts')).help(args),
  },
];

/** The command of this name, also written as an option is: `check`, `--check`, `-h`. */
export function commandCalled(word: string): Command | undefined {
  const name = word.replace(/^--?/, '');
  return commands.find((each) => each.name === (name === 'h' ? 'help' : name));
}
