import type { Operator } from './break-answer.ts';
import { isGiven, isMethod, outerStatement, replace, source, statementOf } from './mistake-places.ts';
import { isNode, type Node } from './syntax.ts';

/** Ways to get it wrong about the rest: calls, order, signals, what is left behind. */
export const otherOperators: Operator[] = [
  {
    name: 'last for first',
    right: ['wrong-order', 'lost-result-order'],
    broad: ['wrong-value', 'deadlock', 'too-late'],
    at: (place, text) =>
      isMethod(place, text, 'shift')
        ? { from: (place.node['callee'] as Node).end - 5, to: (place.node['callee'] as Node).end, by: 'pop' }
        : undefined,
  },
  {
    name: 'call twice',
    right: ['called-twice', 'unwanted-call'],
    // What the first call brought is thrown away.
    broad: ['duplicate-item', 'sequential', 'too-late', 'lost-item'],
    at: (place, text) => {
      const { node, around: outer } = place;
      const given = isGiven(place, text);
      return given && outer[0]?.type === 'AwaitExpression'
        ? {
            from: outer[0].start,
            to: outer[0].end,
            by: `(await ${source(node, text)}, await ${source(node, text)})`,
          }
        : undefined;
    },
  },
  {
    name: 'never call',
    right: ['unfinished', 'never-called', 'swallowed-error'],
    broad: ['missing-return', 'wrong-value', 'lost-item', 'runaway', 'too-early', 'not-awaited', 'deadlock'],
    at: (place, text) => {
      const statement = isGiven(place, text) ? (statementOf(place) ?? outerStatement(place)) : undefined;
      return statement && replace(statement, ';');
    },
  },
  {
    name: 'keep no timer down',
    // It fires once more, after the end.
    right: ['leaked-timer', 'keeps-going'],
    at: (place, text) =>
      isMethod(place, text, 'clearTimeout', 'clearInterval') ? replace(place.node, 'undefined') : undefined,
  },
  {
    name: 'drop the finally',
    // Where the `finally` is what aborts, work goes on that should have been asked to stop.
    right: [
      'leaked-timer',
      'slot-leak',
      'left-open',
      'unfinished',
      'swallowed-cancellation',
      'siblings-left-running',
    ],
    broad: ['deadlock'],
    at: ({ node }) => {
      if (node.type !== 'TryStatement' || !isNode(node['finalizer'])) return undefined;
      const block = node['finalizer'];
      return replace(block, '{}');
    },
  },
  {
    name: 'finally after success only',
    // Where the `finally` is what closes or aborts, that never happens after a failure.
    right: [
      'leaked-timer',
      'slot-leak',
      'left-open',
      'unfinished',
      'swallowed-cancellation',
      'siblings-left-running',
    ],
    broad: ['deadlock', 'wrong-value', 'lost-item', 'too-early'],
    at: ({ node }, text) => {
      if (node.type !== 'TryStatement' || !isNode(node['finalizer']) || isNode(node['handler']))
        return undefined;
      const [block, last] = [node['block'] as Node, node['finalizer']];
      const returned = (block['body'] as Node[]).find(({ type }) => type === 'ReturnStatement');
      if (!returned || !isNode(returned['argument']))
        return replace(node, `{ ${source(block, text)} ${source(last, text)} }`);
      const before = text.slice(block.start + 1, returned.start);
      const value = source(returned['argument'], text);
      return replace(node, `${before} const valueOfAll = ${value}; ${source(last, text)} return valueOfAll;`);
    },
  },
  {
    name: 'drop the handler',
    // The handler is what notes the failure, passes it on, stops the others, or deals with it: without it the error comes out
    // bare, or too early, or not at all, and the others run on.
    right: [
      'unhandled-rejection',
      'uncaught-error',
      'escaped-cancellation',
      'wrong-error',
      'swallowed-error',
      'siblings-left-running',
    ],
    broad: ['unfinished', 'keeps-going', 'wrong-value'],
    at: (place, text) =>
      isMethod(place, text, 'catch')
        ? replace(place.node, source((place.node['callee'] as Node)['object'] as Node, text))
        : undefined,
  },
  {
    name: 'drop the signal',
    // Where the signal tells a cancellation from a failure, the wrong one lets cancellations in among the errors.
    right: [
      'swallowed-cancellation',
      'signal-not-passed',
      'fails-late',
      'siblings-left-running',
      'wrong-error',
      // What the signal should have ended may be a timer.
      'leaked-timer',
    ],
    broad: ['wrong-value', 'deadlock', 'too-late', 'keeps-going'],
    at: ({ node, around: [call] }, text) => {
      const isArgument = (call?.['arguments'] as Node[] | undefined)?.includes(node);
      if (!isArgument || !/^(\{ signal(: [\w.#]+)? \}|(\w+\.)?signal)$/.test(source(node, text)))
        return undefined;
      return replace(node, source(node, text).startsWith('{') ? '{}' : 'new AbortController().signal');
    },
  },
  {
    name: 'never ask to stop',
    right: [
      'swallowed-cancellation',
      'siblings-left-running',
      'signal-not-passed',
      'never-stopped',
      'leaked-timer',
    ],
    broad: ['deadlock', 'fails-late', 'too-late', 'keeps-going', 'runaway', 'stale-result'],
    at: (place, text) =>
      isMethod(place, text, 'abort', 'cancel') && statementOf(place)
        ? replace(place.node, 'undefined')
        : undefined,
  },
  {
    name: 'use up the list',
    right: ['mutated-input'],
    broad: ['code-error', 'not-awaited'],
    at: ({ node }, text) => {
      const [only] = (node['elements'] as Node[] | undefined) ?? [];
      if (node.type !== 'ArrayExpression' || only?.type !== 'SpreadElement') return undefined;
      return (node['elements'] as Node[]).length === 1 && /^\[\.\.\.\w+\]$/.test(source(node, text))
        ? replace(node, source(only['argument'] as Node, text))
        : undefined;
    },
  },
  {
    name: 'one too many',
    right: [
      'over-limit',
      'called-twice',
      'keeps-going',
      'too-late',
      'runaway',
      'deadlock',
      // Their texts ask for the condition: a loop that goes too far, or ends one too early; a call that is never reached.
      'wrong-call',
      'unfinished',
      'never-called',
      'unwanted-error',
      // One too many in the queue, and so it is asked for the next one too early.
      'eager-start',
    ],
    broad: [
      'wrong-value',
      'wrong-error',
      'lost-item',
      'wrong-order',
      'code-error',
      'stale-check',
      'sequential',
      'under-used',
    ],
    at: ({ node }) => {
      if (node.type !== 'BinaryExpression') return undefined;
      const by = { '<': '<=', '>': '>=', '>=': '>', '<=': '<' }[String(node['operator'])];
      const [left, right] = [node['left'] as Node, node['right'] as Node];
      return by === undefined ? undefined : { from: left.end, to: right.start, by: ` ${by} ` };
    },
  },
  {
    name: 'take falsy for nothing',
    right: ['lost-item', 'deadlock', 'swallowed-error'],
    broad: ['wrong-value', 'unfinished'],
    at: ({ node }, text) => {
      if (node.type !== 'BinaryExpression' || !/^[!=]==$/.test(String(node['operator']))) return undefined;
      if (source(node['right'] as Node, text) !== 'undefined') return undefined;
      const value = source(node['left'] as Node, text);
      return replace(node, node['operator'] === '===' ? `!${value}` : `(${value})`);
    },
  },
  {
    name: 'drop a step',
    right: [
      'not-retried',
      'deadlock',
      'slot-leak',
      'unfinished',
      'lost-item',
      'over-limit',
      'stale-check',
      'wrong-value',
      'leaked-timer',
      'left-open',
      'runaway',
      'missing-return',
      'never-ends',
      'swallowed-cancellation',
      'keeps-going',
      'unwanted-call',
      'siblings-left-running',
      'wrong-error',
      // The step noted who is under way, which failure there was, what has been seen, or was the handler of a promise.
      'not-awaited',
      'swallowed-error',
      'duplicate-item',
      'unhandled-rejection',
      'never-stopped',
      // It was that call, or what leads to it.
      'never-called',
    ],
    broad: [
      'too-early',
      'wrong-order',
      'under-used',
      'code-error',
      'called-twice',
      'wrong-call',
      'signal-not-passed',
      'too-late',
      'escaped-cancellation',
    ],
    at: (place, text) => {
      const { node } = place;
      const isStep =
        node.type === 'AssignmentExpression' ||
        node.type === 'UpdateExpression' ||
        node.type === 'CallExpression';
      const statement = isStep ? statementOf(place) : undefined;
      const others = ['clearTimeout', 'clearInterval', 'catch', 'abort', 'cancel'];
      if (!statement || isGiven(place, text) || isMethod(place, text, ...others)) return undefined;
      return replace(statement, ';');
    },
  },
];
