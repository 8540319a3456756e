import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { hintsOf } from '../../../workshop/catalog/hints.ts';
import { allSteps, folder, textOf, urlOf, type Step } from '../../../workshop/catalog/steps.ts';
import { Judge } from '../../../workshop/contribute/mistakes.ts';
import { nodesOf, type Node } from '../../../workshop/contribute/syntax.ts';

const isInstalled = existsSync(urlOf('workshop/contribute/node_modules/oxc-parser/package.json'));
const place = `${folder}.workshop/mistakes/hints/`;

/** What the hints before the last one, or the task, say in words: where its code stands, and what comes after it. */
const inWords: Record<string, string> = {
  readAllPages: 'HINT return items;',
  loadPage: 'const user = await api.user(); HINT return { user, orders, offers };',
  all: 'return new Promise((resolve, reject) => { const results: T[] = []; HINT });',
  explore:
    'const seen = new Set<string>(); const visit = async (address: string): Promise<void> => { ' +
    'if (seen.has(address)) return; seen.add(address); HINT report({ address, outcome: "fetched" }); ' +
    'await Promise.all(page.links.map((link) => visit(link))); }; await visit(start);',
  searchBox: 'let latest = new AbortController(); return async (text) => { HINT };',
};

/** Every way to put a hint into the untouched function: in place of some of its statements, or between them. */
async function applied(stub: string, about: string, hint: string): Promise<string[]> {
  const nodes = await nodesOf(stub);
  const declared = nodes.find(
    ({ node }) => node.type === 'FunctionDeclaration' && (node['id'] as { name?: string }).name === about,
  );
  if (!declared) return [];
  const { start, end, body } = declared.node['body'] as Node & { body: Node[] };
  const texts: string[] = [];
  for (let from = 0; from <= body.length; from += 1) {
    for (let to = from; to <= body.length; to += 1) {
      const before = body[from - 1]?.end ?? start + 1;
      const after = body[to]?.start ?? end - 1;
      texts.push(`${imports(stub)}${stub.slice(0, before)}\n${hint}\n${stub.slice(after)}`);
    }
  }
  // What leaves most of the stub as it is comes first.
  return texts.sort((a, b) => b.length - a.length);
}

/** What an editor adds by itself. */
function imports(stub: string): string {
  return stub.includes('taskGroup }') ? '' : "import { taskGroup } from '#workshop';\n";
}

async function isCode(hint: string): Promise<boolean> {
  return nodesOf(`async function* hint() { ${hint} }`).then(
    () => true,
    () => false,
  );
}

describe.skipIf(!isInstalled)('the last hint of a function, put into the untouched exercise', () => {
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const functions = allSteps().flatMap((step) =>
    [...hintsOf(step)].map(([about, hints]) => ({ step, about, hints })),
  );

  test.each(functions)(
    '$step.name $about: it passes every claim, or is no code',
    async ({ step, about, hints }) => {
      const last = hints.at(-1) ?? '';
      if (!(await isCode(last))) return;
      const hint = (inWords[about] ?? 'HINT').replace('HINT', () => last);
      expect(
        await passes(step, about, hint),
        `No way to put this into ${step.untouched} passes:\n${hint}`,
      ).toBe(true);
    },
  );
});

async function passes(step: Step, about: string, hint: string): Promise<boolean> {
  mkdirSync(place, { recursive: true });
  const judge = new Judge(step);
  try {
    for (const [number, text] of (await applied(textOf(step.untouched) ?? '', about, hint)).entries()) {
      const file = `${place}${step.name}-${about}-${number}.ts`;
      writeFileSync(file, text);
      if ((await judge.ask({ file, about })).passed) return true;
    }
    return false;
  } finally {
    judge.close();
  }
}
