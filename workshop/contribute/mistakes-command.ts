// npm run mistakes: breaks every right answer in every way whose cause is known, and shows what the coach says. With a
// step's number it takes that step alone; `list` shows every one that is not named rightly, and why.

import { stepCalled } from '../catalog/steps.ts';
import { instantSteps, judgeMistakes, makeMistakes, type Result } from './mistakes.ts';

const words = process.argv.slice(2);
const chosen = words.filter((word) => word !== 'list').map((word) => stepCalled(word));
const steps = chosen.length > 0 ? chosen : instantSteps();
const print = (...lines: string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

const queue = [...steps];
const results: Result[] = [];
// Two processes: each judges an answer in a few milliseconds, and the rest of the machine stays usable.
await Promise.all(
  [1, 2].map(async () => {
    for (let step = queue.shift(); step; step = queue.shift())
      results.push(...(await judgeMistakes(step, await makeMistakes(step))));
  }),
);

if (words.includes('list')) {
  for (const { step, broken, verdict, id, message } of results) {
    if (verdict === 'rightly' || verdict === 'broadly' || verdict === 'harmless') continue;
    print(`${verdict}: ${step} ${broken.about}, ${broken.operator.name}, "${broken.line}" → ${id ?? '–'}`);
    if (message) print(...message.split('\n').map((line) => `    ${line}`));
  }
}
print(...tableOf(results), '', ...summaryOf(results));

/** Made of what, named as what: a line for each operator. */
function tableOf(all: Result[]): string[] {
  const operators = [...new Set(all.map(({ broken }) => broken.operator.name))];
  return operators.map((name) => {
    const own = all.filter(({ broken }) => broken.operator.name === name);
    const counts = new Map<string, number>();
    for (const { verdict, id } of own) {
      const word = verdict === 'wrongly' ? `${id} (!)` : (id ?? verdict);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${word} ${count}`);
    return `${name.padEnd(26)} ${String(own.length).padStart(4)}  ${parts.join(', ')}`;
  });
}

function summaryOf(all: Result[]): string[] {
  const count = (...verdicts: Result['verdict'][]) =>
    all.filter((each) => verdicts.includes(each.verdict)).length;
  const mistakes = all.length - count('harmless');
  const rejected = mistakes - count('accepted');
  const share = (part: number, of: number) => `${part} (${((100 * part) / of).toFixed(1)} %)`;
  return [
    `${all.length} made, ${count('harmless')} of them no mistakes, ${mistakes} mistakes`,
    `rejected: ${share(rejected, mistakes)}; of these named rightly ${share(count('rightly'), rejected)}, ` +
      `broadly ${share(count('broadly'), rejected)}, not ${share(count('not named'), rejected)}, ` +
      `wrongly ${share(count('wrongly'), rejected)}`,
  ];
}
