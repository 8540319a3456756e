// How fast the coach answers: save to verdict, save to redrawn page, a cold check, and beside them a plain vitest run of the same
// exercise.
//   npm run bench:coach

import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Scratch } from '../../test/workshop/scratch.ts';
import { watchFolder } from '../catalog/watch-folder.ts';
import { timePage } from './bench-page.ts';

const rounds = 30;
const exercise = 'exercises/03-promise-all.ts';
const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
const show = (what: string, times: number[]) =>
  console.log(
    `${what.padEnd(44)} median ${median(times).toFixed(0).padStart(5)} ms   worst ${Math.max(...times)
      .toFixed(0)
      .padStart(5)} ms   of ${times.length}`,
  );
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const scratch = new Scratch();
try {
  type Coach = typeof import('../coach/examiner.ts');
  const { Examiner } = (await import(
    pathToFileURL(scratch.path('workshop/coach/examiner.ts')).href
  )) as Coach;
  const { stepCalled } = (await import(
    pathToFileURL(scratch.path('workshop/catalog/steps.ts')).href
  )) as typeof import('../catalog/steps.ts');
  const step = stepCalled('3');
  const examiner = new Examiner();
  const text = scratch.read(exercise);
  // As the watch does it: look what is there when something happens in the folder.
  let saved = () => {};
  let before = text;
  const stopWatching = watchFolder(scratch.path('exercises'), () => {
    const now = scratch.read(exercise);
    if (now === before) return;
    before = now;
    saved();
  });
  const saves: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    examiner.prepare(step);
    // A learner reads the last verdict for longer than this.
    await pause(800);
    const begun = performance.now();
    const judged = new Promise<void>((resolve) => {
      saved = () => void examiner.examine(step).then(() => resolve());
    });
    scratch.write(exercise, `${text}// ${round}\n`);
    await judged;
    saves.push(performance.now() - begun);
  }
  stopWatching();
  examiner.close();
  show('save to verdict', saves);
  scratch.write(exercise, text);
  const pages = await timePage(scratch, exercise, rounds);
  if (pages.length > 0) show('save to redrawn page', pages);
  else console.log('save to redrawn page: there is no Chromium here');

  const time = (command: string, args: string[], cwd: string) =>
    Array.from({ length: 7 }, () => {
      const begun = performance.now();
      spawnSync(command, args, { cwd, stdio: 'ignore', shell: process.platform === 'win32' });
      return performance.now() - begun;
    });
  show('npm start check 3, cold', time('npm', ['start', 'check', '3'], scratch.folder));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  show(
    'npx vitest run --project exercises, the same',
    time('npx', ['vitest', 'run', '--project', 'exercises', '03'], root),
  );
} finally {
  scratch.remove();
}
