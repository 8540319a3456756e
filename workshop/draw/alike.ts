import type { Lane, Wake } from './lanes.ts';

/**
 * Draws lanes that do the same at the same times as one, which says how many they are: `task 1 … task 200 (200)`.
 *
 * @returns the lanes that are left, in their order, and who wakes whom among them
 */
export function grouped({ lanes, wakes }: { lanes: Lane[]; wakes: Wake[] }): {
  lanes: Lane[];
  wakes: Wake[];
} {
  const groups = new Map<string, Lane[]>();
  for (const lane of lanes) {
    const key = likeness(lane);
    const group = groups.get(key) ?? [];
    group.push(lane);
    groups.set(key, group);
  }
  const names = new Map<string, string>();
  const left = [...groups.values()].map((group): Lane => {
    const [first] = group as [Lane];
    const name = group.length === 1 ? first.name : nameOf(group);
    for (const lane of group) names.set(lane.name, name);
    return { ...first, name };
  });
  const renamed = wakes.map((wake) => ({
    ...wake,
    by: names.get(wake.by) ?? wake.by,
    who: names.get(wake.who) ?? wake.who,
  }));
  const distinct = new Map(renamed.map((wake) => [`${wake.at} ${wake.by}\n${wake.who}`, wake]));
  return { lanes: left, wakes: [...distinct.values()].filter(({ by, who }) => by !== who) };
}

/** Equal for two lanes that differ in nothing but names and numbers. */
function likeness({ name, process, stretches, marks }: Lane): string {
  const neutral = (text: string) => text.replaceAll(name, '').replaceAll(/\d+/g, '');
  return JSON.stringify([
    process,
    stretches.map(({ state, from, to, text }) => [state, from, to, neutral(text)]),
    marks.map(({ kind, at, text }) => [kind, at, neutral(text)]),
  ]);
}

function nameOf(group: Lane[]): string {
  const between = group.length === 2 ? ' and ' : ' … ';
  return `${group[0]!.name}${between}${group.at(-1)!.name} (${group.length})`;
}
