import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../workshop/catalog/steps.ts';

const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

function filesBelow(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'step-template' || entry.name === 'bench') return [];
    return entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`];
  });
}

const files = filesBelow('workshop').filter((path) => path.endsWith('.ts'));
const roomOf = (path: string) => /^workshop\/(\w+)\//.exec(path)?.[1] ?? '';

/** The files that a file needs before it can run: not those that it imports only when it gets there, nor for their types. */
function importsOf(path: string): string[] {
  const statements = read(path).matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^']+)';/gm);
  return [...statements].map(([, from = '']) =>
    from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : from,
  );
}

/** All that is loaded with a file, packages included. */
function loadedWith(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  if (existsSync(new URL(path, root))) for (const each of importsOf(path)) loadedWith(each, known);
  return known;
}

describe('the rooms of the machinery', () => {
  test('have no two files of one name, and no two classes', () => {
    const names = files.map((path) => posix.basename(path));
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    expect(twice, 'Name each file for what only it does').toEqual([]);
    const classes = files.flatMap((path) =>
      [...read(path).matchAll(/^(?:export )?class (\w+)/gm)].map(([, name]) => name),
    );
    expect(classes.filter((name, at) => classes.indexOf(name) !== at)).toEqual([]);
  });

  test('lie in folders: loose are only the two files that package.json points to', () => {
    expect(files.filter((path) => roomOf(path) === '').sort()).toEqual([
      'workshop/index.ts',
      'workshop/run.ts',
    ]);
  });

  test('depend on each other in no circle', () => {
    const needs = new Map<string, Set<string>>();
    for (const path of files.filter((each) => roomOf(each) !== '')) {
      const own = needs.get(roomOf(path)) ?? new Set();
      needs.set(roomOf(path), own);
      for (const each of importsOf(path))
        if (roomOf(each) && roomOf(each) !== roomOf(path)) own.add(roomOf(each));
    }
    const circles = [...needs].flatMap(([room, own]) =>
      [...own]
        .filter((other) => reaches(needs, other, room))
        .map((other) => `${room} -> ${other} -> … -> ${room}`),
    );
    expect(circles, 'Move what both need to the room below').toEqual([]);
    expect([...(needs.get('asyncio') ?? [])]).toEqual(['runtime']);
    expect([...(needs.get('runtime') ?? [])]).toEqual([]);
  });

  test('importing the small asyncio loads no colours, and no virtual clock', () => {
    const loaded = [...loadedWith('workshop/index.ts')];
    expect(loaded).toContain('workshop/asyncio/queue.ts');
    expect(loaded.filter((each) => /^chalk|printer|virtual|tinyqueue/.test(each))).toEqual([]);
  });
});

function reaches(
  needs: Map<string, Set<string>>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(needs.get(from) ?? [])].some((next) => reaches(needs, next, to, seen));
}
