import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chain, type Link } from '../../../workshop/runtime/chain.ts';
import { holdsFor } from '../asyncio/property.ts';

class Item implements Link<Item> {
  chain: object | undefined;
  before: Item | undefined;
  after: Item | undefined;
}

test('whatever joins and leaves in whichever order, a chain has what an array would have', async () => {
  const step = fc.record({ joins: fc.boolean(), place: fc.nat(7) });
  await holdsFor(fc.array(step, { maxLength: 30 }), async (steps) => {
    const chain = new Chain<Item>();
    const other = new Chain<Item>();
    const items: Item[] = [];
    const gone = new Item();
    other.append(gone);
    for (const { joins, place } of steps) {
      if (joins) {
        items.push(new Item());
        chain.append(items.at(-1)!);
      } else {
        // A place beyond the end is one who is in another chain, and stays there.
        const [leaver = gone] = items.splice(place, 1);
        chain.remove(leaver);
        if (leaver !== gone) expect({ ...leaver }).toEqual({});
      }
      expect(chain.first).toBe(items[0]);
      expect(chain.last).toBe(items.at(-1));
      expect([chain.length, other.length, gone.chain === other]).toEqual([items.length, 1, true]);
      const visited = [...chain];
      expect(visited).toHaveLength(items.length);
      visited.forEach((item, i) => {
        expect(item).toBe(items[i]);
        expect(item.before).toBe(items[i - 1]);
        expect(item.after).toBe(items[i + 1]);
        expect(item.chain).toBe(chain);
      });
    }
  });
});

test('one who is being visited may leave, and none is left out', () => {
  const chain = new Chain<Item>();
  const items = [new Item(), new Item(), new Item()];
  for (const item of items) chain.append(item);
  const visited: number[] = [];
  for (const item of chain) {
    visited.push(items.indexOf(item));
    chain.remove(item);
  }
  expect(visited).toEqual([0, 1, 2]);
  expect(chain).toMatchObject({ length: 0, first: undefined, last: undefined });
});
