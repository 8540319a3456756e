import type { Edit } from './break-answer.ts';
import { type Node, type Place } from './syntax.ts';

export const replace = ({ start, end }: Node, by: string): Edit => ({ from: start, to: end, by });
export const source = ({ start, end }: Node, text: string) => text.slice(start, end);

/** `Promise.all` of `Promise.all(list)`, `push` of `results.push(value)`. */
export function called({ node }: Place, text: string): string | undefined {
  return node.type === 'CallExpression' ? source(node['callee'] as Node, text) : undefined;
}

export function isMethod(place: Place, text: string, ...names: string[]): boolean {
  return names.some((name) => called(place, text)?.endsWith(`.${name}`) || called(place, text) === name);
}

export const isFunction = ({ type }: Node) => /Function/.test(type);

/** The body of the function whose statement this is, where it is an exported one itself. */
export function wholeBody({ node, around }: Place): Node | undefined {
  const exported = around[0]?.type === 'ExportNamedDeclaration' && node.type === 'FunctionDeclaration';
  return exported && node['async'] === true && node['generator'] === false
    ? (node['body'] as Node)
    : undefined;
}

/** The body of a function becomes a call of its own, and something is done with the promise of that. */
export function within(body: Node, use: (work: string) => string): Edit[] {
  const [before, after] = use('|').split('|') as [string, string];
  return [
    { from: body.start + 1, to: body.start + 1, by: ` ${before}(async () => {` },
    { from: body.end - 1, to: body.end - 1, by: ` })()${after} ` },
  ];
}

export const statementOf = ({ around: [statement], node }: Place) =>
  statement?.type === 'ExpressionStatement' && statement['expression'] === node ? statement : undefined;

export const pause = 'await new Promise((resolve) => setTimeout(resolve, 7));';

/** Whether this calls something that the exported function was given, or what is in there. */
export function isGiven(place: Place, text: string): boolean {
  if (place.node.type !== 'CallExpression') return false;
  const names = place.around
    .filter(isFunction)
    .flatMap((each) => each['params'] as Node[])
    .flatMap((each) => [...source(each, text).split(':')[0]!.matchAll(/\w+/g)].map(([word]) => word));
  const [, first = ''] = /^(\w+)/.exec(called(place, text) ?? '') ?? [];
  const isWorkshops = /^(group|signal|queue|executor|resolve|reject)$/.test(first);
  const isOfList = /\.(map|push|shift|forEach|entries|then|catch)$/.test(called(place, text) ?? '');
  return names.includes(first) && !isWorkshops && !isOfList;
}

/** The statement that only awaits it. */
export function outerStatement({ around: [first, second] }: Place): Node | undefined {
  return first?.type === 'AwaitExpression' && second?.type === 'ExpressionStatement' ? second : undefined;
}
