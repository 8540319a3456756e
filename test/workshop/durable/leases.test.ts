import { expect, test } from 'vitest';
import { bookOf } from '../../../workshop/durable/leases.ts';
import type { Lease } from '../../../workshop/runtime/run-program.ts';

test('a lease begins when a job is taken, is due when its seconds are over, and ends when the job is let go', () => {
  const leases: Lease[] = [];
  let now = 100;
  const note = bookOf(leases, () => now);
  note({ takes: 'a', what: 'milk', seconds: 2 });
  now = 700;
  note({ lets: 'a' });
  note({ takes: 'b', what: 'bread', seconds: 2 });
  expect(leases).toEqual([
    { what: 'milk', from: 100, due: 2100, to: 700 },
    { what: 'bread', from: 700, due: 2700 },
  ]);
});

test('a job that a shop takes for the second time has two leases, and the first stays as it was', () => {
  const leases: Lease[] = [];
  let now = 0;
  const note = bookOf(leases, () => now);
  note({ takes: 'a', what: 'milk', seconds: 1 });
  now = 3000;
  note({ takes: 'a', what: 'milk', seconds: 1 });
  now = 3500;
  note({ lets: 'a' });
  note({ lets: 'unknown' });
  expect(leases).toEqual([
    { what: 'milk', from: 0, due: 1000 },
    { what: 'milk', from: 3000, due: 4000, to: 3500 },
  ]);
});
