import { expect, test } from 'vitest';
import { runProgram } from '#run';
import { log } from '#workshop';
import { loopHtml } from '../../../workshop/draw/html.ts';
import { timelineHtml } from '../../../workshop/draw/timeline-html.ts';
import { loopTable } from '../../../workshop/draw/loop-table.ts';
import { recording } from './recording.ts';
import { illFormed } from './well-formed.ts';

const nasty = `</script><script>alert(1)</script> & "more" 'quotes' ${'x'.repeat(20)}`;

test('whatever source, lanes and texts hold, it stays text, and the page is well formed', () => {
  const html = loopHtml(recording(3, nasty, `const a = '${nasty}';\n\u0000\ud800`));
  expect(illFormed(html, ['meta', 'input'])).toBeUndefined();
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/[\u0000]|[\ud800-\udfff]/);
});

test('a page shows the rows that the terminal shows, at most 500, and says what it leaves out', () => {
  const html = loopHtml(recording(5000, 'order milk', 'const a = 1; // <&>"\n'.repeat(20_000)));
  expect(Buffer.byteLength(html)).toBeLessThan(800_000);
  expect(html).toContain('The rest of the file is not shown.');
  expect(html).toContain('Only the first 500 of 5000 rows are shown.');
  expect(html.match(/<tr data-from/g)).toHaveLength(500);
  expect(loopTable(recording(5000, 'milk', '')).match(/^T\d+/gm)).toHaveLength(500);
});

test('a page asks for nothing: no address, and a policy that would refuse it', () => {
  const html = loopHtml(recording(3, 'milk', 'const a = 1;'));
  expect(html).not.toMatch(/https?:|src=|href=|url\(|@import/);
  expect(html).toContain("default-src 'none'");
});

test('without JavaScript the table and the source are there, and the player is not', () => {
  const html = loopHtml(recording(3, 'milk', 'const a = 1;')).replace(/<script>[\s\S]*<\/script>/, '');
  expect(html).toContain('<div id="player" hidden="hidden">');
  expect(html.match(/<tr data-from/g)).toHaveLength(3);
  expect(html).toContain('<code>const a = 1;</code>');
});

test('a timeline is a page, too', async () => {
  const run = await runProgram(() => log(nasty, nasty));
  const html = timelineHtml([{ title: '', run }], { title: nasty });
  expect(illFormed(html, ['meta', 'input'])).toBeUndefined();
  expect(html).toContain('<svg');
  expect(html).not.toContain('<script');
});
