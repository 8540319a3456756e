import { promiseOperators } from './mistake-operators.ts';
import { otherOperators } from './other-operators.ts';
import { nodesOf, type Node, type Place } from './syntax.ts';

const operators = [...promiseOperators, ...otherOperators];

/** One change of a text: what is between `from` and `to` becomes `by`. */
export interface Edit {
  from: number;
  to: number;
  by: string;
}

/** A way to get it wrong, whose cause is known. */
export interface Operator {
  /** What is done, in two or three words: `drop await`. */
  name: string;
  /** The causes that are right names for it, and those that are true but say less. */
  right: string[];
  broad?: string[];
  /** How this node of a right answer is made wrong; `undefined` where it cannot be. */
  at(place: Place, text: string): Edit | Edit[] | undefined;
}

/** A wrong answer made of a right one. */
export interface Broken {
  operator: Operator;
  /** The exported function that is wrong. */
  about: string;
  /** The line that was changed, as it was, and its number in the text. */
  line: string;
  lineNumber: number;
  text: string;
}

/**
 * Makes wrong answers of a right one: everywhere, in every way that is known.
 *
 * @param text a right answer
 * @param exported the functions that are judged
 */
export async function breakAnswer(text: string, exported: string[]): Promise<Broken[]> {
  const places = await nodesOf(text);
  const all = places.flatMap((place) => {
    const about = functionAround(place, exported);
    if (about === undefined) return [];
    return operators.flatMap((operator) => {
      const edits = operator.at(place, text);
      if (!edits) return [];
      const list = Array.isArray(edits) ? edits : [edits];
      const first = Math.min(...list.map(({ from }) => from));
      const lineNumber = text.slice(0, first).split('\n').length;
      return [{ operator, about, line: lineAt(text, first), lineNumber, text: edited(text, list) }];
    });
  });
  const parsed = await Promise.all(
    all.map((each) =>
      nodesOf(each.text).then(
        () => true,
        () => false,
      ),
    ),
  );
  return all.filter((_, i) => parsed[i]);
}

function edited(text: string, edits: Edit[]): string {
  const last = [...edits].sort((a, b) => b.from - a.from);
  return last.reduce((now, { from, to, by }) => now.slice(0, from) + by + now.slice(to), text);
}

function lineAt(text: string, place: number): string {
  const from = text.lastIndexOf('\n', place - 1) + 1;
  const to = text.indexOf('\n', place);
  return text.slice(from, to === -1 ? undefined : to).trim();
}

/** The exported function or class that a node belongs to. What stands outside of all is a helper of the next one. */
function functionAround({ around }: Place, exported: string[]): string | undefined {
  const statement = around.at(-2);
  const program = around.at(-1);
  if (!statement || !program) return undefined;
  const body = program['body'] as Node[];
  const after = body.slice(body.indexOf(statement));
  for (const each of after) {
    const declared = (each['declaration'] as Node | null) ?? each;
    const name = (declared['id'] as { name?: string } | undefined)?.name;
    if (name !== undefined && exported.includes(name)) return name;
  }
  return undefined;
}
