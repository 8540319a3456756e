import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gap, newStep } from '../../../workshop/contribute/new-step.ts';
import { root } from '../../../workshop/catalog/steps.ts';

const here = fileURLToPath(root);
const scratch = join(mkdtempSync(join(tmpdir(), 'new step ')), 'a workshop');

/** What is red as long as nobody has written the step. */
const red = [
  'no new step is left half written',
  'every transcript, table and picture is what the programs do today',
];

/** Runs a script in the scratch workshop; gives its status and all that it printed. */
function node(...args: string[]): Promise<{ status: number; output: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, VITEST: undefined, NO_COLOR: '1', FORCE_COLOR: undefined };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: scratch, env }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

async function judgeStep(): Promise<{ failed: string[]; output: string }> {
  const files = [
    'steps/04',
    'exercises/04',
    'workshop/contribute/structure',
    'workshop/contribute/documents',
    'workshop/contribute/lesson-form',
    'workshop/contribute/taught',
    'workshop/contribute/wording',
    'nothing-to-fill-in',
  ];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json'];
  const { output } = await node(...vitest, ...files);
  const report = JSON.parse(output.slice(output.indexOf('{"num'))) as {
    numPassedTests: number;
    testResults: { assertionResults: { title: string; status: string }[] }[];
  };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return { failed: results.filter(({ status }) => status === 'failed').map(({ title }) => title), output };
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(scratch, folder)).flatMap((entry) => {
    const path = `${folder}/${entry}`;
    return statSync(join(scratch, path)).isDirectory() ? filesBelow(path) : [path];
  });
}

// It judges a second workshop twice over, so only CI waits for it. By yourself: CI=1 npx vitest run new-step
describe.runIf(process.env['CI'])('npm run new-step 4 my-topic', () => {
  // A workshop of three steps, so that the fourth is the new one, whatever else is being written here.
  beforeAll(() => {
    const left = new Set(['node_modules', '.git', '.workshop', 'scratch']);
    cpSync(here, scratch, {
      recursive: true,
      filter: (source) => {
        const path = relative(here, source).split(sep);
        if (path.some((part) => left.has(part))) return false;
        // What measures the crawler belongs to step 12.
        return !/^(0[4-9]|[1-9]\d)-|^crawler-stops/.test(basename(source));
      },
    });
    symlinkSync(join(here, 'node_modules'), join(scratch, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(join(scratch, '..'), { recursive: true, force: true }));

  test(
    'is red at its marks only, and green when they are filled in and the lesson is drawn',
    { timeout: 120_000 },
    async () => {
      const made = await node('--import', 'tsx', 'workshop/contribute/new-step-command.ts', '4', 'my-topic');
      expect(made).toMatchObject({
        status: 0,
        output: expect.stringContaining('4. The lesson: steps/04-my-topic.md'),
      });

      const before = await judgeStep();
      expect(before.output, 'the marks are listed').toMatch(/solutions\/04-my-topic\.ts:3 /);
      expect(before.failed.sort()).toEqual(red.sort());

      const folders = [
        'steps',
        'exercises',
        'solutions',
        'test/steps',
        'test/exercises',
        'test/untouched',
        'test/mistakes',
        'test/answers',
      ];
      for (const file of ['README.md', ...folders.flatMap(filesBelow)]) {
        const text = readFileSync(join(scratch, file), 'utf8');
        if (text.includes(gap)) writeFileSync(join(scratch, file), text.replaceAll(`${gap} `, ''));
      }
      expect(await node('--import', 'tsx', 'workshop/contribute/docs.ts')).toMatchObject({ status: 0 });

      expect((await judgeStep()).failed).toEqual([]);
    },
  );

  test('in the scratch workshop, what is there already is refused with status 2', async () => {
    const again = await node(
      '--import',
      'tsx',
      'workshop/contribute/new-step-command.ts',
      '4',
      'other-topic',
    );
    expect(again).toMatchObject({
      status: 2,
      output: expect.stringContaining('The next step is 05; it was given "4".'),
    });
  });
});

describe('new-step refuses, in one line and before it writes anything,', () => {
  test.each([
    [[], 'it was given nothing'],
    [['12'], 'it was given "12"'],
    [['99', 'my-topic'], 'it was given "99"'],
    [['next', 'my-topic'], 'it was given "next"'],
  ])('%j', (args, message) => {
    expect(() => newStep(args)).toThrow(message);
  });

  test.each(['My-Topic', 'my topic', 'my_topic', '../topic', ''])('the topic "%s"', (topic) => {
    const next = /next step is (\d\d)/.exec(String(caught(() => newStep(['0', 'x']))))?.[1];
    expect(() => newStep([next!, topic])).toThrow(`it was given "${topic}"`);
  });
});

function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
