// TypeScript 7 has no compiler that JavaScript can call, so the syntax comes from oxc's parser. It is a contributor's
// package, which a learner has not installed: so it is loaded when it is needed, and these few types are written here.

/** A node of the syntax tree (ESTree), with its place in the text. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** A node, and all that is around it, the nearest first. */
export interface Place {
  node: Node;
  around: Node[];
}

type Parse = (file: string, text: string) => { program: Node; errors: { message: string }[] };

const parser = new URL('./node_modules/oxc-parser/src-js/index.js', import.meta.url).href;

/**
 * Reads TypeScript, and lists every node of it from the outside in.
 *
 * @throws when the text is no TypeScript
 */
export async function nodesOf(text: string): Promise<Place[]> {
  const { parseSync } = (await import(parser)) as { parseSync: Parse };
  const { program, errors } = parseSync('answer.ts', text);
  if (errors[0]) throw new Error(`This cannot be parsed: ${errors[0].message}`);
  return below(program, []);
}

function below(node: Node, around: Node[]): Place[] {
  const children = Object.values(node).flat().filter(isNode);
  return [{ node, around }, ...children.flatMap((child) => below(child, [node, ...around]))];
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
