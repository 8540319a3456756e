import type { Step } from '../catalog/steps.ts';

/** What was broken and is still right: where, in which way, in which line, and why. */
interface Harmless {
  step: string;
  about: string;
  operator: RegExp;
  line?: RegExp;
  why: string;
}

const noFailure = 'nothing in it rejects: what fails is dealt with already';
const named = 'what is taken out of the list is never empty or zero: jobs, boxes and orders have names';

const known: Harmless[] = [
  { step: '01', about: 'lateness', operator: /^(swallow|wrap)/, why: noFailure },
  { step: '01', about: 'runJobs', operator: /^take falsy/, why: named },
  {
    step: '02',
    about: 'placeOrder',
    operator: /^one await/,
    why: 'it is awaited by the chain around it anyway',
  },
  { step: '04', about: 'raceToTheMilk', operator: /^(swallow|wrap|allSettled)/, why: noFailure },
  {
    step: '05',
    about: 'inLaunchOrder',
    operator: /^drop the handler/,
    line: /^ahead/,
    why: 'each link of the chain has the next one as its handler',
  },
  {
    step: '05',
    about: 'launch',
    operator: /^all for/,
    why: 'the race beside it rejects with the first failure',
  },
  { step: '06', about: 'searchBox', operator: /^drop early return/, why: 'nothing comes after it' },
  {
    step: '07',
    about: 'buyAll',
    operator: /^(all|allSettled) for/,
    line: /giveBack/,
    why: 'to give back does not fail',
  },
  {
    step: '07',
    about: 'buyAll',
    operator: /^drop return/,
    line: /undefined/,
    why: 'a function without a return returns undefined too',
  },
  { step: '07', about: 'buyAll', operator: /^take falsy/, why: 'a purchase is an object' },
  {
    step: '07',
    about: 'checkout',
    operator: /^drop await/,
    line: /^await (email|stock)/,
    why: 'the group waits for its tasks',
  },
  {
    step: '07',
    about: 'group',
    operator: /^(race|any|allSettled) for/,
    line: /^while/,
    why: 'the loop looks again until all have ended, and none of them rejects',
  },
  {
    step: '07',
    about: 'group',
    operator: /^drop await/,
    line: /^return/,
    why: 'a promise that is returned is waited for',
  },
  { step: '07', about: 'group', operator: /^last for first/, why: 'all are waited for, in whatever order' },
  { step: '08', about: 'allOrders', operator: /^take falsy/, why: named },
  { step: '08', about: 'merge', operator: /^allSettled/, why: 'to close does not fail' },
  {
    step: '08',
    about: 'merge',
    operator: /^last for first/,
    why: 'at most one answer is waiting while the loop is busy with the other',
  },
  {
    step: '08',
    about: 'merge',
    operator: /^drop a step/,
    line: /^(ask = |open\.delete|reader\.state)/,
    why: 'to close a source that has ended, or twice, changes nothing',
  },
  {
    step: '08',
    about: 'take',
    operator: /^drop a step/,
    line: /^left = 0/,
    why: 'a source that has ended gives no more',
  },
  {
    step: '08',
    about: 'take',
    operator: /^drop await/,
    line: /next\(\)/,
    why: 'what an async generator passes on is awaited by itself',
  },
  {
    step: '08',
    about: 'take',
    operator: /^drop await/,
    line: /return\?|close\(\)/,
    why: 'the task does not say that the end waits until the source is closed',
  },
  { step: '08', about: 'ticks', operator: /^do not rethrow/, why: 'throwIfAborted says it again' },
  {
    step: '09',
    about: 'BoundedQueue',
    operator: /^drop a step/,
    line: /getters = \[\]/,
    why: 'to reject a second time changes nothing',
  },
  {
    step: '09',
    about: 'BoundedQueue',
    operator: /^last for first/,
    line: /^while/,
    why: 'all of them are refused, in whatever order',
  },
  { step: '09', about: 'BoundedQueue', operator: /^one await/, why: 'to await a number takes no time' },
  {
    step: '09',
    about: 'receive',
    operator: /^drop (a step|await)/,
    line: /throwIfAborted|^await worker/,
    why: 'the group around it waits, and fails, by itself',
  },
  { step: '09', about: 'receive', operator: /^take falsy/, why: named },
  { step: '09', about: 'serve', operator: /^allSettled/, why: 'what fails is noted before' },
  {
    step: '09',
    about: 'serve',
    operator: /^drop await/,
    line: /queue\.put/,
    why: 'a queue without a limit stores immediately',
  },
  {
    step: '09',
    about: 'serve',
    operator: /^drop the handler/,
    line: /^read/,
    why: 'orders that come in do not fail',
  },
  {
    step: '09',
    about: 'serve',
    operator: /^last for first/,
    why: 'any shop that is free may take the order',
  },
  {
    step: '10',
    about: 'Limiter',
    operator: /^drop a step/,
    line: /maxRunning = /,
    why: 'what is known to others is not what it counts with',
  },
  {
    step: '10',
    about: 'importAlbum',
    operator: /^drop await/,
    line: /wait\(/,
    why: 'what is made of them is awaited after it',
  },
  { step: '10', about: 'importAlbum', operator: /^(swallow|wrap)/, why: noFailure },
  {
    step: '11',
    about: 'completions',
    operator: /^drop await/,
    line: /yield/,
    why: 'yield awaits by itself in an async generator',
  },
  {
    step: '11',
    about: 'follow',
    operator: /^(allSettled|race) for|^drop return/,
    why: 'none of them ever resolves: the group ends it',
  },
  { step: '11', about: 'keepBusy', operator: /^(swallow|wrap|allSettled)/, why: noFailure },
  { step: '11', about: 'keepBusy', operator: /^take falsy/, why: named },
  {
    step: '11',
    about: 'keepBusy',
    operator: /^use up/,
    line: /^let left/,
    why: 'it is never changed: each time a new list takes its place',
  },
  {
    step: '12',
    about: 'explore',
    operator: /^(swallow|wrap|allSettled)/,
    why: noFailure,
  },
  {
    step: '12',
    about: 'patient',
    operator: /^drop (a step|the signal)/,
    line: /^signal\.throwIfAborted|isCancellation\(error, signal\)/,
    why: 'the pause or the error that comes next tells of the same signal, with its reason',
  },
  {
    step: '12',
    about: 'patient',
    operator: /^drop a step/,
    line: /removeEventListener/,
    why: 'the task asks that no timer is left, and says nothing of listeners',
  },
  {
    step: '12',
    about: 'crawl',
    operator: /^drop a step/,
    line: /removeEventListener/,
    why: 'the task asks that no timer is left, and says nothing of listeners',
  },
  {
    step: '12',
    about: 'crawl',
    operator: /^drop the signal/,
    line: /^\{ signal: own \}/,
    why: 'the task around it is given that signal, and what is made in a task stops with it',
  },
  {
    step: '03',
    about: 'loadDashboard',
    operator: /^race/,
    why: 'each promise is awaited once more after it, and has its handler in the race',
  },
  {
    step: '03',
    about: 'loadPage',
    operator: /^race/,
    why: 'each promise is awaited once more after it, and has its handler in the race',
  },
  {
    step: '01',
    about: 'watchEventLoop',
    operator: /^drop a step/,
    line: /^timer = undefined/,
    why: 'a timer that is cleared twice is cleared',
  },
];

/** Why an answer that was broken in this way is right all the same; `undefined` where nobody has said. */
export function noMistakes(step: Step, operator: string, about: string, line: string): string | undefined {
  return known.find(
    (each) =>
      step.name.startsWith(each.step) &&
      each.about === about &&
      each.operator.test(operator) &&
      (each.line ?? /./).test(line),
  )?.why;
}
