import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { urlOf } from '../../../workshop/catalog/steps.ts';
import { breakAnswer } from '../../../workshop/contribute/break-answer.ts';
import {
  instantSteps,
  judgeMistakes,
  makeMistakes,
  type Result,
} from '../../../workshop/contribute/mistakes.ts';

// The parser is a contributor's package: a learner has not installed it.
const isInstalled = existsSync(urlOf('workshop/contribute/node_modules/oxc-parser/package.json'));

describe.skipIf(!isInstalled)('mistakes by construction', () => {
  const answer = 'export async function both(a: () => Promise<void>) {\n  await a();\n  await a();\n}\n';

  test('every place is broken on its own, and the rest stays as it is', async () => {
    const broken = await breakAnswer(answer, ['both']);
    const dropped = broken.filter(({ operator }) => operator.name === 'drop await');
    expect(dropped.map(({ text }) => text)).toEqual([
      answer.replace('  await a();\n  await', '  a();\n  await'),
      answer.replace('await a();\n}', 'a();\n}'),
    ]);
    expect(dropped.every(({ about, line }) => about === 'both' && line === 'await a();')).toBe(true);
  });

  test('nothing is broken outside of what is judged', async () => {
    expect(await breakAnswer(answer, ['another'])).toEqual([]);
  });

  test('of a fixed sample at least 95 % are rejected, 90 % named rightly, and at most 2 % wrongly', async () => {
    const queue = instantSteps();
    const results: Result[] = [];
    const judge = async () => {
      for (let step = queue.shift(); step; step = queue.shift()) {
        const all = await makeMistakes(step);
        results.push(
          ...(await judgeMistakes(
            step,
            all.filter((_, i) => i % 20 === 5),
          )),
        );
      }
    };
    await Promise.all([judge(), judge()]);
    const mistakes = results.filter(({ verdict }) => verdict !== 'harmless');
    const say = ({ step, broken, verdict, id }: Result) =>
      `${verdict}: ${step} ${broken.about}, ${broken.operator.name}, "${broken.line}" → ${id}`;
    const of = (...verdicts: string[]) => mistakes.filter(({ verdict }) => verdicts.includes(verdict));
    expect(mistakes.length).toBeGreaterThan(50);
    expect(of('accepted').length / mistakes.length, of('accepted').map(say).join('\n')).toBeLessThanOrEqual(
      0.05,
    );
    expect(of('wrongly').length / mistakes.length, of('wrongly').map(say).join('\n')).toBeLessThanOrEqual(
      0.02,
    );
    expect(of('rightly').length / mistakes.length).toBeGreaterThanOrEqual(0.9);
  });
});
