import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../../../workshop/catalog/steps.ts';

const read = (path: string) => readFileSync(new URL(path, root), 'utf8').replaceAll('\r\n', '\n');

/** Settings files of editors have comments, each on a line of its own. */
const settings = (path: string): unknown => JSON.parse(read(path).replaceAll(/^\s*\/\/.*$/gm, ''));

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
interface Lock {
  packages: Record<string, { resolved?: string; hasInstallScript?: boolean }>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

describe('what is installed', () => {
  test('is at most 70 packages', () => {
    const { packages } = JSON.parse(read('node_modules/.package-lock.json')) as Lock;
    expect(
      Object.keys(packages).length,
      'Do without, or put it into workshop/contribute/',
    ).toBeLessThanOrEqual(70);
  });

  test.each(direct)('%s is in the README, with what it is for', (name) => {
    const [, table = ''] = read('README.md').split('## What is installed');
    expect(table, `Add a row to "What is installed": | ${name} | what it is for |`).toMatch(
      new RegExp(`^\\|[^|]*(?<![\\w/-])${name}(?![\\w/-])[^|]*\\| \\S`, 'm'),
    );
  });

  test.each(direct)('%s has an exact version', (name) => {
    const version = { ...manifest.dependencies, ...manifest.devDependencies }[name];
    expect(version, 'Write the version without ^ or ~').toMatch(/^\d+\.\d+\.\d+$/);
  });

  const locks = [
    'package-lock.json',
    'workshop/contribute/package-lock.json',
    'workshop/contribute/bench/package-lock.json',
    'workshop/durable/package-lock.json',
  ];
  test.each(locks)('%s names no host', (path) => {
    const { packages } = JSON.parse(read(path)) as Lock;
    const named = Object.keys(packages).filter((name) => packages[name]!.resolved !== undefined);
    expect(named, 'Write the lock with npm 11 and the .npmrc of this folder').toEqual([]);
  });

  test('only esbuild and fsevents have an install script, and neither needs it', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lock;
    const names = Object.keys(packages).filter((name) => packages[name]!.hasInstallScript);
    const known = ['node_modules/esbuild', 'node_modules/fsevents'];
    expect(
      names.filter((name) => !known.includes(name)),
      'Choose a package without one',
    ).toEqual([]);
  });
});

describe('what runs anywhere', () => {
  test.each(Object.entries(manifest.scripts))('npm run %s has no shell syntax', (_name, script) => {
    expect(script, 'cmd.exe runs it too: move this into a script of its own').not.toMatch(
      /[&|;<>$`'"%*\\]|^\w+=/,
    );
  });

  test('every action of a workflow is pinned by its full hash', () => {
    const folder = '.github/workflows/';
    const used = readdirSync(new URL(folder, root)).flatMap((file) =>
      [...read(folder + file).matchAll(/uses: (.*)$/gm)].map(([, action]) => action),
    );
    expect(used.length).toBeGreaterThan(1);
    for (const action of used)
      expect(action, 'Write the full hash of a commit, and its version in a comment').toMatch(
        /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/,
      );
  });

  test('CI runs the commands of the README word for word', () => {
    const commands = [...read('README.md').matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block]) =>
      block!.trim().split('\n'),
    );
    expect(commands.length).toBeGreaterThanOrEqual(2);
    const workflow = read('.github/workflows/check.yml');
    for (const command of commands) {
      const runs = workflow.includes(`- run: ${command}\n`);
      expect(runs, `Let check.yml run, word for word: ${command}`).toBe(true);
    }
  });

  test('CI installs what the checks need, and holds step 14 against a real server, as .ci/run does', () => {
    const workflow = read('.github/workflows/check.yml');
    const [onServer = 'nothing'] = /^\.ci\/with-postgres .*$/m.exec(read('.ci/run')) ?? [];
    for (const command of [
      'npm ci --prefix workshop/contribute',
      'npm ci --prefix workshop/durable',
      onServer,
    ]) {
      expect(read('.ci/run')).toContain(command);
      expect(workflow, `Let check.yml run: ${command}`).toContain(`- run: ${command}\n`);
    }
  });

  test('CI runs on three systems and on every Node that the README promises', () => {
    const workflow = read('.github/workflows/check.yml');
    expect(workflow).toContain('system: [ubuntu-latest, macos-latest, windows-latest]');
    expect(workflow).toContain("node: ['20.19', '22', '24', '26']");
  });
});

describe('editors', () => {
  test('can run, debug and check the open file', () => {
    expect(settings('.vscode/launch.json')).toMatchObject({
      configurations: [
        { name: 'run this step' },
        { name: 'debug this step' },
        { name: 'check this exercise' },
      ],
    });
  });

  test('get at most two recommendations, and no AI completion', () => {
    const { recommendations } = settings('.vscode/extensions.json') as { recommendations: string[] };
    expect(recommendations.length, 'Recommend two at most').toBeLessThanOrEqual(2);
    expect(settings('.vscode/settings.json'), 'Leave completion by AI off').toMatchObject({
      'editor.inlineSuggest.enabled': false,
      'github.copilot.enable': { '*': false },
      'chat.disableAIFeatures': true,
    });
  });
});

describe('nobody from outside', () => {
  const sources = readdirSync(new URL('workshop/', root), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) =>
        /\.(ts|js|css)$/.test(path) &&
        !path.includes('node_modules') &&
        !/^contribute.bench|^durable/.test(path),
    );
  const using = (pattern: RegExp) => sources.filter((path) => pattern.test(read(`workshop/${path}`)));

  test('can reach the workshop, but for the page: no other part listens, or asks for anything', () => {
    expect(sources.length).toBeGreaterThan(50);
    const network =
      /createServer|\.listen\(|['"](node:)?(http|https|http2|net|tls|dgram)['"]|\bfetch\(|EventSource/;
    expect(using(network).filter((path) => !path.startsWith('page/'))).toEqual([]);
    expect(using(/@import|url\(|XMLHttpRequest|WebSocket|sendBeacon/)).toEqual([]);
  });

  test('can reach the page: one file listens, at 127.0.0.1, and looks at token, Host and Origin first', () => {
    expect(using(/createServer|\.listen\(/)).toEqual(['page/server.ts']);
    const server = read('workshop/page/server.ts');
    expect(server.match(/\.listen\(.*\)/g)).toEqual([expect.stringContaining("'127.0.0.1'")]);
    // What they refuse: test/workshop/page/server.test.ts.
    expect(server).toMatch(
      /const asked = admit\(request, token\);\n {2}if \('status' in asked\) return refuse/,
    );
  });

  test('is asked by the page: what it asks for is its own server', () => {
    const asked = sources.flatMap((path) =>
      [...read(`workshop/${path}`).matchAll(/(?:\bfetch|new EventSource)\((.*)/g)].map(([, what]) => what),
    );
    for (const what of asked) expect(what).not.toMatch(/https?:|['"`]\//);
  });
});
