import { expect, test } from 'vitest';
import { onAbort } from '../../../workshop/runtime/cancellation.ts';
import { listeners } from '../asyncio/program.ts';

test('all who wait on one signal share one listener, and hear of its end once, in their order', () => {
  const controller = new AbortController();
  const { signal } = controller;
  const heard: string[] = [];
  const say = (name: string) => () => void heard.push(name);
  const again = say('again');
  for (const callback of [say('first'), again, say('second'), again]) onAbort(signal, callback);
  expect(listeners(signal)).toBe(1);
  controller.abort();
  controller.abort();
  expect(heard).toEqual(['first', 'again', 'second', 'again']);
  expect(listeners(signal)).toBe(0);
});

test('one who has left does not hear of it; when the last one leaves the listener goes, too', () => {
  const controller = new AbortController();
  const { signal } = controller;
  const heard: string[] = [];
  const [leave, leaveToo] = ['first', 'second'].map((name) => onAbort(signal, () => void heard.push(name)));
  leave!();
  leave!();
  expect(listeners(signal)).toBe(1);
  leaveToo!();
  expect(listeners(signal)).toBe(0);
  onAbort(signal, () => void heard.push('third'));
  expect(listeners(signal)).toBe(1);
  // That is one of a round that is over.
  leaveToo!();
  expect(listeners(signal)).toBe(1);
  controller.abort();
  expect(heard).toEqual(['third']);
});

test('a callback may take away those after it, and its own registration', () => {
  const controller = new AbortController();
  const heard: string[] = [];
  const leaves: (() => void)[] = [];
  for (const name of ['first', 'second', 'third']) {
    const callback = () => {
      heard.push(name);
      leaves[0]!();
      leaves[1]!();
    };
    leaves.push(onAbort(controller.signal, callback));
  }
  controller.abort();
  expect(heard).toEqual(['first', 'third']);
});
