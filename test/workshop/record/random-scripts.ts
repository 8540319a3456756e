import fc from 'fast-check';

/** One thing that a random script does: it says its name, and then does what follows. */
interface Act {
  kind: (typeof kinds)[number];
  /** Of those that take time: how many times the grid, before it is moved to a moment of its own. */
  steps: number;
  then: Act[];
}

const kinds = ['timeout', 'await timer', 'immediate', 'tick', 'microtask', 'then', 'await', 'call'] as const;

/** How far apart two timers are due, in ms: a busy machine fires them late, but seldom by so much. */
const grid = 20;

const act = fc.memo((depth): fc.Arbitrary<Act> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    steps: fc.integer({ min: 1, max: 3 }),
    then: depth > 1 ? fc.array(act(), { maxLength: 3 }) : fc.constant([]),
  }),
);

/** So many random programs of raw Node. */
export function randomPrograms(count: number, seed: number): Act[][] {
  return fc.sample(fc.array(act(3), { minLength: 1, maxLength: 4 }), { seed, numRuns: count });
}

/**
 * Programs as one script, one after the other. Every timer is due at a moment at which no other one is, and every name is
 * said in a line of its own. When something was so late that it may have met another one, the script says so,
 * with the number of the program.
 */
export function scriptOf(programs: Act[][]): string {
  const lines = ['const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));'];
  for (const [at, acts] of programs.entries()) {
    const taken = new Set<number>();
    const body = acts.flatMap((each, index) => codeOf(each, `${at + 1}.${index + 1}`, 0, taken));
    const total = Math.max(0, ...taken) + 2 * grid;
    lines.push(
      `function program${at + 1}() {`,
      '  const begun = performance.now();',
      `  const late = (ms) => performance.now() - begun - ms > ${grid * 0.6} && process.stderr.write('late ${at + 1}.\\n');`,
      ...body.map((line) => `  ${line}`),
      ...(at + 1 < programs.length ? [`  setTimeout(program${at + 2}, ${total});`] : []),
      '}',
    );
  }
  // The first word of a process takes long.
  return [...lines, "process.stdout.write('');", `setTimeout(program1, ${3 * grid});`, ''].join('\n');
}

function codeOf({ kind, steps, then }: Act, name: string, from: number, taken: Set<number>): string[] {
  const takesTime = kind === 'timeout' || kind === 'await timer';
  let ms = takesTime ? steps * grid : 0;
  while (takesTime && taken.has(from + ms)) ms += grid;
  if (takesTime) taken.add(from + ms);
  const inner = [
    `console.log('${name}');`,
    `late(${from + ms});`,
    ...then.flatMap((each, index) => codeOf(each, `${name}.${index + 1}`, from + ms, taken)),
  ].map((line) => `  ${line}`);
  const own = `act${name.replaceAll('.', '_')}`;
  const around: Record<Act['kind'], [string[], string[]]> = {
    timeout: [['setTimeout(() => {'], [`}, ${ms});`]],
    'await timer': [
      [`async function ${own}() {`, `  await sleep(${ms});`],
      ['}', `${own}();`],
    ],
    immediate: [['setImmediate(() => {'], ['});']],
    tick: [['process.nextTick(() => {'], ['});']],
    microtask: [['queueMicrotask(() => {'], ['});']],
    then: [['Promise.resolve().then(() => {'], ['});']],
    await: [
      [`async function ${own}() {`, '  await null;'],
      ['}', `${own}();`],
    ],
    call: [[`(function ${own}() {`], ['})();']],
  };
  const [before, after] = around[kind];
  return ['{', ...[...before, ...inner, ...after].map((line) => `  ${line}`), '}'];
}
