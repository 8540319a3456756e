import { expect, test } from 'vitest';
import { databaseError, isGone } from '../../../workshop/durable/database-errors.ts';

const name = 'the database at db:5432/shop';
const withCode = (code: string, message = 'as the driver says\n    at somewhere') =>
  Object.assign(new Error(message), { code });

test.each([
  [
    withCode('ECONNREFUSED'),
    'Nobody answers at the database at db:5432/shop. Is the server running, and is DATABASE_URL right?',
  ],
  [withCode('ENOTFOUND'), 'There is no machine as in the database at db:5432/shop. Look at DATABASE_URL.'],
  [
    withCode('28P01', 'password authentication failed for user "ada"'),
    'The database at db:5432/shop does not let us in: password authentication failed for user "ada". Look at user and password in DATABASE_URL.',
  ],
  [
    withCode('3D000'),
    'The database at db:5432/shop does not exist. Make it with createdb, or name another in DATABASE_URL.',
  ],
  [
    withCode('53100', 'could not extend file'),
    'The disk of the database at db:5432/shop is full. What was placed is safe; make room and start again.',
  ],
  [
    { errno: 51 },
    'The disk of the database at db:5432/shop is full. What was placed is safe; make room and start again.',
  ],
  [withCode('XX000'), 'The database at db:5432/shop says: as the driver says'],
])('what is wrong with a database is one line', (error, line) => {
  expect(databaseError(error, name)).toBe(line);
});

test('a database that is going down, or breaks the connection, may come back; a wrong password stays wrong', () => {
  expect(['ECONNRESET', '57P01', '57P03', '08006'].map((code) => isGone(withCode(code)))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(isGone(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isGone(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
  expect(isGone(withCode('28P01'))).toBe(false);
});
