import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../../../workshop/lesson.ts';

/** What GitHub calls a heading: `## What's new?` is `#whats-new`. */
function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(markdown).matchAll(/^#{1,6} +(.+?)[ #]*$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const name = plain.replaceAll(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    let unique = name;
    for (let times = 1; anchors.has(unique); times += 1) unique = `${name}-${times}`;
    anchors.add(unique);
  }
  return anchors;
}

/** The targets of its links and pictures, but for those elsewhere on the network: the tests need none. */
function linksOf(markdown: string): string[] {
  const text = withoutBlocks(markdown).replaceAll(/`[^`\n]*`/g, '');
  const inText = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const below = [...text.matchAll(/^ *\[[^\]]+\]: +<?([^\s>]+)/gm)];
  const inHtml = [...text.matchAll(/\b(?:href|src)="([^"]+)"/g)];
  const targets = [...inText, ...below, ...inHtml].map(([, target]) => target!);
  return targets.filter((target) => !/^(https?|mailto):/.test(target));
}

function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^( *)(```+|~~~+)[^]*?^\1\2.*$/gm, '').replaceAll(/<!--[^]*?-->/g, '');
}

/** The links of a file that lead nowhere. */
function broken(path: string, markdown: string): string[] {
  return linksOf(markdown).filter((link) => {
    const target = new URL(link, new URL(path, root));
    const anchor = decodeURIComponent(target.hash.slice(1));
    target.hash = '';
    const here = link.startsWith('#');
    if (!here && !existsSync(target)) return true;
    return anchor !== '' && !anchorsOf(here ? markdown : readFileSync(target, 'utf8')).has(anchor);
  });
}

const folders = ['', '.github/', 'docs/', 'steps/'];
const documents = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root)).flatMap((name) => (name.endsWith('.md') ? [folder + name] : [])),
);

describe('links between files, and to headings in them,', () => {
  test.each(documents)('of %s lead somewhere', (path) => {
    const lost = broken(path, readFileSync(new URL(path, root), 'utf8'));
    expect(lost, `Let these links of ${path} name a file, and a heading, that exist`).toEqual([]);
  });

  test('are found broken: a file, a heading here or there, a picture, a definition; not so in code', () => {
    const lesson = `
# Its title, twice: \`a\`

## Again

## Again

[here](#its-title-twice-a) [second](#again-1) [there](../README.md#begin) [a folder](../workshop/async)
[net](https://example.org/nothing) \`[code](gone.md)\` <!-- [comment](gone.md) -->

\`\`\`md
## In code
[block](gone.md)
\`\`\`

[1](gone.md) [2](#gone) [3](../README.md#gone) ![4](gone.svg "title") [5](#in-code) <img src="gone.png">

[6]: ../gone.md
`;
    expect(broken('steps/lesson.md', lesson)).toEqual([
      'gone.md',
      '#gone',
      '../README.md#gone',
      'gone.svg',
      '#in-code',
      '../gone.md',
      'gone.png',
    ]);
  });
});
