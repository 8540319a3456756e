import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stepNames, urlOf } from '../../../workshop/catalog/steps.ts';
import { findPhrases } from '../../../workshop/contribute/wording.ts';

/** Everything of a step that a learner reads, and the titles of the claims. */
const ofSteps = stepNames()
  .flatMap((name) => [
    `steps/${name}.md`,
    `steps/${name}.ts`,
    `steps/${name}.plain.ts`,
    `test/untouched/${name}.ts`,
    `solutions/${name}.ts`,
    `test/exercises/${name}.test.ts`,
  ])
  .filter((path) => existsSync(urlOf(path)));

/** What else a learner, a teacher or a contributor reads: documents, and what commands and the coach print. */
const folders = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/', '.github/', 'workshop/'];
// The list of phrases has them all.
const others = folders
  .flatMap((each) => (each.endsWith('/') ? filesBelow(each) : [each]))
  .filter((path) => /\.(ts|md|js|template)$/.test(path) && !path.endsWith('/wording.ts'));

function filesBelow(folder: string): string[] {
  return readdirSync(urlOf(folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? filesBelow(`${folder}${entry.name}/`) : [`${folder}${entry.name}`];
  });
}

describe('no phrase that readers stumbled over is', () => {
  test.each([...ofSteps, ...others])('in %s', (path) => {
    const findings = findPhrases(path, readFileSync(urlOf(path), 'utf8'));
    expect(findings.length, `Say it as you would aloud:\n${findings.join('\n')}\n`).toBe(0);
  });
});

describe('a phrase is found', () => {
  test.each([
    ['Whoever waits', '"Whoever"'],
    ['runs at\nonce', '"at once"'],
    [' * runs at\n * once', '"at * once"'],
    [`'runs at ' +\n  'once'`, `"at ' + 'once"`],
    ['A job that stands there twice', '"stands"'],
    ['it gives the thread away', '"gives the thread away"'],
    ['In the moment in which it fails', '"In the moment"'],
    ['four of the kind', '"of the kind"'],
    ['the whole rejects', '"the whole"'],
    ['Nobody overtakes, also not one', '"also not"'],
    ['Nobody overtakes', '"Nobody overtakes"'],
    ['the sum of nothing', '"of nothing"'],
    ['and only then the task has ended', '"only then the"'],
    ['and throw it on', '"throw it on"'],
    ['Read over that', '"Read over that"'],
    ['it takes its questions back', '"takes its questions back"'],
    ['it forgets nothing', '"forgets nothing"'],
    ['Cleanup may wait, but on its own account', '"on its own account"'],
    ['waits for ever', '"for ever"'],
    ['tell beforehand', '"beforehand"'],
    ['and sees to it that', '"sees to it"'],
    ['D_2 comes on top', '"comes on top"'],
    ['It is simply there', '"simply"'],
    ['Just wait', '"Just"'],
  ])('%s', (text, found) => {
    expect(findPhrases('a.md', `One.\n${text}`)).toEqual(
      expect.arrayContaining([expect.stringContaining(`a.md:2: ${found}. Better: `)]),
    );
  });

  test.each([
    'the whole suite',
    'T stands for a type',
    'the clock stands still',
    'the answer as it stands',
    'all-at-once.ts',
    'unjust',
    'what you have just seen',
    'just as a slot comes free',
    'another can stand in for it',
    'half a breakfast helps nobody',
    'an adjusted sum',
    'for every one',
    'throw an error on Tuesday',
    'and only then has the task ended',
  ])('but not in: %s', (text) => expect(findPhrases('a.md', text)).toEqual([]));
});
