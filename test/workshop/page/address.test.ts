import { afterEach, describe, expect, test } from 'vitest';
import { Scratch } from '../scratch.ts';
import { howToReach, surroundings } from '../../../workshop/page/address.ts';

const serving = { address: 'http://127.0.0.1:4000/abc/03-promise-all.html', port: 4000 };
const nowhere = { ssh: false, container: false, vscode: false };

describe('how to reach the page', () => {
  test('is said with its address first, and with the terminal as the way without a browser', () => {
    const lines = howToReach(serving, nowhere);
    expect(lines[0]).toBe(serving.address);
    expect(lines.join('\n')).toMatch(/Ctrl\+click[^]*No browser\? Everything works here too: npm start/);
    expect(lines.join('\n')).not.toMatch(/ssh|container/);
  });

  test('is said for VS Code, which shows it beside the file, also from another machine', () => {
    expect(howToReach(serving, { ssh: true, container: true, vscode: true }).join('\n')).toMatch(
      /Simple Browser: Show/,
    );
  });

  test('is said over SSH, with the port', () => {
    expect(howToReach(serving, { ...nowhere, ssh: true }).join('\n')).toContain(
      'ssh -L 4000:127.0.0.1:4000 this-machine',
    );
  });

  test('is said in a container', () => {
    expect(howToReach(serving, { ...nowhere, container: true }).join('\n')).toContain(
      'let your editor forward that port',
    );
  });

  test('depends on what the environment tells', () => {
    expect(surroundings({ SSH_CONNECTION: '1 2 3 4', TERM_PROGRAM: 'vscode', CODESPACES: 'true' })).toEqual({
      ssh: true,
      vscode: true,
      container: true,
    });
    expect(surroundings({})).toMatchObject({ ssh: false, vscode: false });
  });
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
