import { placesIn, type StepTexts } from './code-places.ts';
import { namesUsed } from './names-used.ts';
import { platformNames } from './platform-names.ts';

/** The first place in a file where a name occurs. */
interface Use {
  path: string;
  line: number;
  name: string;
}

/** What a lesson says is new in it: the first line of "Before you start". `undefined` when it says nothing. */
export function declaredIn(lesson: string): string[] | undefined {
  const [, list] = /^## Before you start\n\s*<!-- new:([^]*?)-->/m.exec(lesson) ?? [];
  return list
    ?.split(/,\s+/)
    .map((name) => name.replaceAll('`', '').replace(/\(\)$/, '').trim())
    .filter((name) => name !== '' && name !== 'nothing');
}

/**
 * Finds what is used before it is taught. A name counts where code is: in the blocks and the inline code of the lesson, in the
 * programs, in the exercise and its task, in the solution and its hints. Comments and strings do not count.
 *
 * @param steps all steps of the workshop, in their order; a lesson without a declaration is not judged
 * @param workshop the names that `#workshop` exports
 * @returns a line for each, that says where and what to do
 */
export function findUntaught(steps: StepTexts[], workshop: string[]): string[] {
  const taughtBy = new Map<string, string>();
  const findings: string[] = [];
  const declared = steps.map((step) => declaredIn(step.lesson));
  for (const [at, step] of steps.entries()) {
    for (const name of declared[at] ?? []) {
      const first = taughtBy.get(name);
      if (first)
        findings.push(`steps/${step.name}.md: "${name}" is new in ${first} already. Remove it here.`);
      else taughtBy.set(name, step.name);
    }
  }
  const order = steps.map(({ name }) => name);
  for (const [at, step] of steps.entries()) {
    if (!declared[at]) continue;
    // What the lessons without a declaration teach is not known.
    const complete = declared.slice(0, at).every((list) => list !== undefined);
    const uses = usesIn(step, workshop);
    for (const { path, line, name } of uses) {
      const teacher = taughtBy.get(name);
      if (teacher && order.indexOf(teacher) <= at) continue;
      if (!teacher && !complete) continue;
      const when = teacher ? `taught in ${teacher}` : 'taught in no step';
      findings.push(
        `${path}:${line}: "${name}" is ${when}. Do without it, or teach it here and add it to "<!-- new: … -->".`,
      );
    }
    const lesson = withoutDeclaration(step.lesson);
    for (const name of declared[at]) {
      const shown =
        uses.some((use) => use.name === name && use.path.endsWith('.md')) ||
        new RegExp(`(?<!\\w)${escaped(name)}(?!\\w)`).test(lesson) ||
        platformNames.some((each) => each.name === name && each.found.test(lesson));
      if (!shown)
        findings.push(`steps/${step.name}.md: "${name}" is declared new, and the lesson never shows it.`);
    }
  }
  return findings;
}

function usesIn(step: StepTexts, workshop: string[]): Use[] {
  const uses = new Map<string, Use>();
  for (const place of placesIn(step)) {
    for (const { name, line } of namesUsed(place, workshop)) {
      const key = `${place.path} ${name}`;
      if (!uses.has(key)) uses.set(key, { path: place.path, line, name });
    }
  }
  return [...uses.values()];
}

function withoutDeclaration(lesson: string): string {
  return lesson.replace(/<!-- new:[^]*?-->/, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w\s]/g, '\\$&');
}
