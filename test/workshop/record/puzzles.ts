/**
 * Well-known puzzles of the event loop, and what Node does in each of them, written by hand from its documentation:
 * https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick and
 * https://nodejs.org/api/process.html#when-to-use-queuemicrotask-vs-processnexttick
 *
 * Every row of a recording is one row here: the queue it was taken from, where its code begins or resumes, and what it
 * prints. `resumes 5` is code that waited in line 5; `1` is a callback that is written in line 1.
 */
export interface Puzzle {
  name: string;
  file: string;
  text: string;
  rows: string[];
}

export const puzzles: Puzzle[] = [
  {
    name: 'ticks come before microtasks, and both before any timer',
    file: 'one.cjs',
    text: `setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('nextTick'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask'));
console.log('script');
`,
    rows: [
      'script 1: script',
      'ticks 3: nextTick',
      'microtasks 4: promise',
      'microtasks 5: microtask',
      'timers 1: timeout',
      'immediates 2: immediate',
    ],
  },
  {
    name: 'in a module microtasks come before ticks, since it runs in one',
    file: 'two.mjs',
    text: `process.nextTick(() => console.log('nextTick'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => {
  console.log('microtask');
});
console.log('script');
`,
    rows: ['script 1: script', 'microtasks 2: promise', 'microtasks 3: microtask', 'ticks 1: nextTick'],
  },
  {
    name: 'in a callback of a file the immediate comes before the timer, always',
    file: 'three.cjs',
    text: `const fs = require('node:fs');
fs.readFile(__filename, () => {
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
});
`,
    rows: ['script 1: ', 'input/output 2: ', 'immediates 4: immediate', 'timers 3: timeout'],
  },
  {
    name: 'what follows an await runs as a microtask',
    file: 'four.cjs',
    text: `async function one() {
  console.log('one starts');
  await two();
  console.log('one ends');
}
async function two() {
  console.log('two');
}
console.log('script starts');
setTimeout(() => console.log('timeout'), 0);
one();
new Promise((resolve) => {
  console.log('executor');
  resolve();
}).then(() => console.log('then'));
console.log('script ends');
`,
    rows: [
      'script 1: script starts, one starts, two, executor, script ends',
      'microtasks resumes 3: one ends',
      'microtasks 15: then',
      'timers 10: timeout',
    ],
  },
  {
    name: 'a microtask that makes microtasks keeps the timers waiting',
    file: 'five.cjs',
    text: `setTimeout(() => console.log('timeout'), 0);
let left = 3;
function again() {
  console.log('microtask', left);
  left -= 1;
  if (left > 0) queueMicrotask(again);
}
queueMicrotask(again);
`,
    rows: [
      'script 1: ',
      'microtasks 3: microtask 3',
      'microtasks 3: microtask 2',
      'microtasks 3: microtask 1',
      'timers 1: timeout',
    ],
  },
  {
    name: 'ticks and microtasks run between two timers',
    file: 'six.cjs',
    text: `setTimeout(() => {
  console.log('timer 1');
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('microtask'));
}, 1);
setTimeout(() => {
  console.log('timer 2');
}, 1);
`,
    rows: [
      'script 1: ',
      'timers 1: timer 1',
      'ticks 3: tick',
      'microtasks 4: microtask',
      'timers 6: timer 2',
    ],
  },
  {
    name: 'an immediate made by an immediate waits for the next round',
    file: 'seven.cjs',
    text: `setImmediate(() => {
  console.log('immediate 1');
  setImmediate(() => console.log('immediate 3'));
  process.nextTick(() => console.log('tick'));
});
setImmediate(() => console.log('immediate 2'));
`,
    rows: [
      'script 1: ',
      'immediates 1: immediate 1',
      'ticks 4: tick',
      'immediates 6: immediate 2',
      'immediates 3: immediate 3',
    ],
  },
  {
    name: 'returning a promise from an async function takes two microtasks more than returning a value',
    file: 'eight.cjs',
    text: `async function value() {
  return 'value';
}
async function promise() {
  return Promise.resolve('promise');
}
promise().then((text) => console.log(text));
value().then((text) => console.log(text));
Promise.resolve()
  .then(() => console.log(1))
  .then(() => console.log(2))
  .then(() => console.log(3));
`,
    rows: [
      'script 1: ',
      'microtasks 8: value',
      'microtasks 10: 1',
      'microtasks 11: 2',
      'microtasks 7: promise',
      'microtasks 12: 3',
    ],
  },
  {
    name: 'two async functions take turns at their awaits',
    file: 'nine.mjs',
    text: `async function count(name) {
  for (let i = 1; i <= 2; i += 1) {
    console.log(name, i);
    await null;
  }
}
count('a');
count('b');
`,
    rows: [
      'script 1: a 1, b 1',
      'microtasks resumes 4: a 2',
      'microtasks resumes 4: b 2',
      'microtasks resumes 4: ',
      'microtasks resumes 4: ',
    ],
  },
  {
    name: 'a loop that keeps the thread makes every timer late, and their order is that of their times',
    file: 'ten.cjs',
    text: `setTimeout(() => console.log('due at 30'), 30);
setTimeout(() => console.log('due at 10'), 10);
setImmediate(() => console.log('immediate'));
const end = Date.now() + 60;
while (Date.now() < end);
console.log('the thread is free');
`,
    rows: [
      'script 1: the thread is free',
      'timers 2: due at 10',
      'timers 1: due at 30',
      'immediates 3: immediate',
    ],
  },
];
