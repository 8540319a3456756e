import { chmodSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Scratch } from '../scratch.ts';
import { howToReach, surroundings, type Surroundings } from '../../../workshop/page/address.ts';

const serving = { address: 'http://127.0.0.1:4000/abc/03-promise-all.html', port: 4000 };
/** What the file writes that stands in for a browser. */
const asked = `${process.platform === 'darwin' ? 'open' : 'xdg-open'}.asked`;
const nowhere = { ssh: false, container: false, vscode: false, desktop: true };

describe('how to reach the page', () => {
  test('is said with its address first, and with the terminal as the way without a browser', () => {
    const lines = howToReach(serving, nowhere, false);
    expect(lines[0]).toBe(serving.address);
    expect(lines.join('\n')).toMatch(/Ctrl\+click[^]*No browser\? Everything works here too: npm start/);
    expect(lines.join('\n')).not.toMatch(/ssh|container/);
  });

  test('is said for VS Code, which shows it beside the file, also from another machine', () => {
    expect(
      howToReach(serving, { ...nowhere, ssh: true, container: true, vscode: true }, false).join('\n'),
    ).toMatch(/Simple Browser: Show/);
  });

  test('is said over SSH, with the port', () => {
    expect(howToReach(serving, { ...nowhere, ssh: true }, false).join('\n')).toContain(
      'ssh -L 4000:127.0.0.1:4000 this-machine',
    );
  });

  test('is said in a container', () => {
    expect(howToReach(serving, { ...nowhere, container: true }, false).join('\n')).toContain(
      'let your editor forward that port',
    );
  });

  test('needs no words where a browser is asked to show it', () => {
    expect(howToReach(serving, nowhere, true).slice(0, 3)).toEqual([
      serving.address,
      '',
      'Your browser is asked to show it.',
    ]);
  });

  test('depends on what the environment tells', () => {
    expect(
      surroundings({ SSH_CONNECTION: '1 2 3 4', TERM_PROGRAM: 'vscode', CODESPACES: 'true' }),
    ).toMatchObject({
      ssh: true,
      vscode: true,
      container: true,
    });
    expect(surroundings({})).toMatchObject({ ssh: false, vscode: false });
    expect(surroundings({ DISPLAY: ':0' })).toMatchObject({ desktop: true });
  });
});

// Elsewhere a file with another name would have to be in its place.
describe.skipIf(process.platform === 'win32')('a browser', () => {
  let scratch: Scratch;
  afterEach(() => scratch.remove());
  const showAt = async (where: Surroundings, opener?: string) => {
    scratch = new Scratch();
    if (opener !== undefined)
      for (const name of ['open', 'xdg-open']) {
        scratch.write(name, opener);
        chmodSync(scratch.path(name), 0o755);
      }
    const file = JSON.stringify(new URL(`file://${scratch.path('workshop/page/address.ts')}`).href);
    const code = `import { show } from ${file};\nprocess.env.PATH = ${JSON.stringify(scratch.folder)};
      console.log(await show('${serving.address}', ${JSON.stringify(where)}));`;
    const { out, err } = await scratch.node(['--input-type=module', '-e', code]);
    return err === '' ? out : err;
  };

  test('is asked to show the page, where there is one', async () => {
    expect(await showAt(nowhere, '#!/bin/sh\necho "$1" > "$0.asked"\n')).toBe('true\n');
    await expect
      .poll(() => readFileSync(scratch.path(asked), 'utf8'), { timeout: 10_000 })
      .toBe(`${serving.address}\n`);
  });

  test('that is not there is not said to be asked', async () => {
    expect(await showAt(nowhere)).toBe('false\n');
  });

  test.each(['ssh', 'container', 'vscode'] as const)(
    'on the wrong side of %s is left alone',
    async (side) => {
      expect(await showAt({ ...nowhere, [side]: true }, '#!/bin/sh\n')).toBe('false\n');
    },
  );
});

describe('the address of last time', () => {
  let scratch: Scratch;
  afterEach(() => scratch.remove());
  const call = async (code: string) => {
    const file = JSON.stringify(new URL(`file://${scratch.path('workshop/page/address.ts')}`).href);
    const { out, err } = await scratch.node([
      '--input-type=module',
      '-e',
      `import { lastPlace, rememberPlace } from ${file};\n${code}`,
    ]);
    return err === '' ? out.trim() : err;
  };

  test('is kept, for its owner only, and anything else there is not believed', async () => {
    scratch = new Scratch();
    expect(await call('console.log(lastPlace())')).toBe('undefined');
    const token = 'x'.repeat(24);
    expect(
      await call(
        `rememberPlace({ port: 4000, token: '${token}' }); console.log(JSON.stringify(lastPlace()))`,
      ),
    ).toBe(`{"port":4000,"token":"${token}"}`);
    if (process.platform !== 'win32')
      expect(
        await call(
          `import { statSync } from 'node:fs'; console.log((statSync('.workshop/page.json').mode & 0o777).toString(8))`,
        ),
      ).toBe('600');
    for (const text of [
      '{"port":80,"token":"' + token + '"}',
      '{"port":4000,"token":"short"}',
      '{"port":"4000"}',
      'null',
      'no',
    ]) {
      scratch.write('.workshop/page.json', text);
      expect(await call('console.log(lastPlace())'), text).toBe('undefined');
    }
  });
});
