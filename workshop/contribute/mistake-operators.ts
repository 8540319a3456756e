import type { Operator } from './break-answer.ts';
import {
  called,
  isFunction,
  isGiven,
  isMethod,
  pause,
  replace,
  source,
  statementOf,
  wholeBody,
  within,
} from './mistake-places.ts';
import { isNode, type Node } from './syntax.ts';

/** Ways to get it wrong about promises: what is awaited, returned, caught. One that leaves the answer right is found by judging. */
export const promiseOperators: Operator[] = [
  {
    name: 'drop await',
    right: [
      'not-retried',
      'not-awaited',
      'eager-start',
      'unhandled-rejection',
      // Its text says it: `return work()` leaves a `try` before the work has failed, or been stopped.
      'uncaught-error',
      'swallowed-cancellation',
      // The place is given back, or the call goes on, before the work has ended: that is all that a missing wait does there.
      'over-limit',
      // And that may be the wait before an abort.
      'wrong-signal',
    ],
    broad: [
      'too-early',
      'code-error',
      'siblings-left-running',
      'wrong-call',
      'wrong-value',
      'runaway',
      'unfinished',
      'wrong-error',
      'keeps-going',
      'missing-return',
    ],
    at: ({ node }) =>
      node.type === 'AwaitExpression'
        ? { from: node.start, to: (node['argument'] as Node).start, by: '' }
        : undefined,
  },
  {
    name: 'drop return',
    right: [
      'missing-return',
      'not-awaited',
      // A `return` behind an `if` is a way out: without it the code goes on, and calls what it should not, or what has been
      // called, or without end, or with what is not there.
      ...['unwanted-call', 'called-twice', 'runaway', 'wrong-call', 'unwanted-error', 'over-limit'],
    ],
    broad: [
      'unhandled-rejection',
      'keeps-going',
      'unfinished',
      'deadlock',
      'code-error',
      'too-early',
      'lost-item',
      'uncaught-error',
      'never-called',
      'wrong-value',
    ],
    at: ({ node }) =>
      node.type === 'ReturnStatement' && isNode(node['argument'])
        ? { from: node.start, to: (node['argument'] as Node).start, by: ';' }
        : undefined,
  },
  {
    name: 'drop early return',
    right: [
      'duplicate-item',
      'called-twice',
      'keeps-going',
      'too-late',
      'leaked-timer',
      'missing-return',
      'runaway',
      'wrong-error',
      // What comes after the `return` is done although it should not: `resolve()` while others run, a call with nothing.
      'not-awaited',
      'wrong-call',
      'over-limit',
      'unwanted-call',
      'unwanted-error',
    ],
    broad: ['wrong-value', 'wrong-order', 'eager-start', 'code-error', 'escaped-cancellation'],
    at: ({ node }) => (node.type === 'ReturnStatement' && !node['argument'] ? replace(node, ';') : undefined),
  },
  {
    name: 'return inside the loop',
    // The calls for the items that come after the first are never made.
    right: ['unfinished', 'never-called'],
    broad: ['lost-item', 'missing-return', 'not-awaited', 'wrong-value', 'deadlock'],
    at: (place, text) => {
      const statement = statementOf(place);
      const loop = place.around.find(({ type }) => /^For|^While|Function/.test(type));
      const body = loop && (loop['body'] as Node);
      if (!statement || !body || isFunction(loop) || !isMethod(place, text, 'push')) return undefined;
      const [, list] = /^(\w+)\.push/.exec(called(place, text) ?? '') ?? [];
      if (list === undefined) return undefined;
      return replace(statement, `{ ${source(statement, text)} return ${list}; }`);
    },
  },
  {
    name: 'swallow the error',
    right: ['swallowed-error', 'swallowed-cancellation'],
    broad: ['deadlock', 'keeps-going', 'unhandled-rejection'],
    at: (place) => {
      const body = wholeBody(place);
      return (
        body && within(body, (work) => `try { return await ${work}; } catch { return undefined as never; }`)
      );
    },
  },
  {
    name: 'swallow and go on',
    right: ['swallowed-error', 'keeps-going', 'not-retried'],
    broad: ['lost-item', 'siblings-left-running', 'runaway'],
    at: (place, text) => {
      const { node } = place;
      const statement = statementOf(place);
      const work = { node: node['argument'] as Node, around: [node, ...place.around] };
      if (node.type !== 'AwaitExpression' || !statement || !isGiven(work, text)) return undefined;
      return replace(statement, `try { ${source(statement, text)} } catch {}`);
    },
  },
  {
    name: 'wrap the error',
    right: ['wrong-error'],
    at: (place) => {
      const body = wholeBody(place);
      return (
        body &&
        within(
          body,
          (work) =>
            `try { return await ${work}; } catch (cause) { throw new Error('it failed', { cause }); }`,
        )
      );
    },
  },
  {
    name: 'do not rethrow',
    // Where the `throw` should end a loop of attempts, there is one attempt more.
    right: ['swallowed-error', 'swallowed-cancellation', 'keeps-going', 'called-twice', 'runaway'],
    broad: ['unfinished', 'deadlock', 'missing-return'],
    at: ({ node, around: outer }) =>
      node.type === 'ThrowStatement' && outer.some(({ type }) => type === 'CatchClause')
        ? replace(node, ';')
        : undefined,
  },
  {
    name: 'pause before',
    right: ['too-late'],
    at: (place) => {
      const body = wholeBody(place);
      return body && { from: body.start + 1, to: body.start + 1, by: ` ${pause}` };
    },
  },
  {
    name: 'pause after',
    right: ['too-late'],
    broad: ['fails-late'],
    at: (place) => {
      const body = wholeBody(place);
      return body && within(body, (work) => `try { return await ${work}; } finally { ${pause} }`);
    },
  },
  {
    name: 'one await too many',
    // Handlers that are put on one after the other come too late for a promise that fails meanwhile.
    right: ['too-late', 'unhandled-rejection'],
    broad: [
      'sequential',
      'fails-late',
      'swallowed-error',
      'wrong-order',
      'uncaught-error',
      'deadlock',
      'wrong-value',
    ],
    at: (place, text) => {
      const { node, around: outer } = place;
      const within = outer.find(isFunction);
      if (within?.['async'] !== true) return undefined;
      if (
        node.type === 'UnaryExpression' &&
        node['operator'] === 'void' &&
        !/createTask/.test(source(node, text))
      )
        return { from: node.start, to: node.start + 4, by: 'await' };
      const statement = statementOf(place);
      return statement && isMethod(place, text, 'catch', 'then')
        ? replace(node, `await ${source(node, text)}`)
        : undefined;
    },
  },
  {
    name: 'await in the loop',
    // Where the calls were made before, a later one may fail while an earlier one is awaited: then it has no handler.
    right: ['sequential', 'unhandled-rejection'],
    broad: ['fails-late', 'under-used', 'too-late', 'not-awaited'],
    at: (place, text) => {
      const { node } = place;
      if (called(place, text) !== 'Promise.all' || place.around[0]?.type !== 'AwaitExpression')
        return undefined;
      const [list] = node['arguments'] as Node[];
      if (list?.type === 'ArrayExpression') {
        const parts = (list['elements'] as Node[]).map((each) => `await ${source(each, text)}`);
        return replace(node, `[${parts.join(', ')}]`);
      }
      if (list?.type !== 'CallExpression' || !isMethod({ node: list, around: [] }, text, 'map'))
        return undefined;
      const items = source((list['callee'] as Node)['object'] as Node, text);
      const [work] = (list['arguments'] as Node[]).map((each) => source(each, text));
      return replace(
        node,
        `(async () => { const all = []; let at = 0; for (const each of ${items}) all.push(await (${work})(each, at++)); return all; })()`,
      );
    },
  },
  ...(['race', 'any', 'allSettled'] as const).map((name): Operator => ({
    name: `${name} for all`,
    right:
      name === 'allSettled'
        ? ['fails-late', 'swallowed-error', 'wrong-value']
        : ['first-for-all', 'not-awaited', 'swallowed-error', 'fails-late'],
    broad: [
      'wrong-value',
      'too-early',
      'unhandled-rejection',
      'siblings-left-running',
      'code-error',
      'deadlock',
      'wrong-error',
    ],
    at: (place, text) =>
      called(place, text) === 'Promise.all'
        ? replace(place.node['callee'] as Node, `Promise.${name}`)
        : undefined,
  })),
  {
    name: 'all for allSettled',
    right: ['one-failure-ends-all', 'uncaught-error', 'siblings-left-running', 'unhandled-rejection'],
    broad: ['not-awaited', 'code-error', 'wrong-value', 'wrong-call'],
    at: (place, text) =>
      called(place, text) === 'Promise.allSettled'
        ? replace(place.node['callee'] as Node, 'Promise.all')
        : undefined,
  },
];
