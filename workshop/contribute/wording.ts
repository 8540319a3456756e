/** A turn of phrase that readers stumbled over. */
interface Phrase {
  /** A regular expression for whole words; a space in it may be a line end, also of a comment or of a string. */
  pattern: string;
  better: string;
}

const phrases: Phrase[] = [
  { pattern: 'who(?:m)?ever', better: '"if you …", or say who: the caller, the reader, the worker' },
  { pattern: '(?<!as it )(?:stands?|stood|standing)(?! (?:for|in for|out|still))', better: '"is"' },
  { pattern: 'at once', better: '"immediately", or "at the same time"' },
  {
    pattern: '(?:give|gives|gave|giving|given) (?:the|its|their) thread away|thread is given away',
    better: '"yields", or "gives up the thread"',
  },
  { pattern: 'in (?:the|that|this) (?:very )?moment', better: '"as soon as", or "when"' },
  { pattern: 'of the kind', better: '"like this one", or name it again' },
  {
    pattern: 'the whole(?= (?:is|has|takes|rejects|fails|ends|waits|of|and|then)\\b|[.,;:)])',
    better: 'say what: the program, the call, all the steps',
  },
  { pattern: 'also not', better: '"not even", or "neither"' },
  {
    pattern: '(?:for|to|of|stops|wakes|asks) nobody|nobody (?:overtakes|is helped|looks|looked)',
    better: 'say what happens: "no call overtakes another", "nothing handles the rejection"',
  },
  {
    pattern: 'nothing of (?:this|that|it|these)|of nothing',
    better: '"none of this", or "of an empty list"',
  },
  {
    pattern: 'only then (?:the|it|he|she|they|main|you|we)',
    better: 'invert it: "and only then has the task ended"',
  },
  {
    pattern: '(?:throw|throws|threw|thrown|throwing) (?:(?:it|them|this|that|the \\w+) )?on',
    better: '"rethrow"',
  },
  { pattern: 'read over (?:that|it|this)', better: '"ignore that for now"' },
  { pattern: 'takes? (?:its|their|the) questions? back', better: '"removes its callbacks"' },
  {
    pattern: 'forgets? nothing',
    better: 'the fact: "it leaks: each handler stays attached until its promise settles"',
  },
  { pattern: 'on its own account', better: 'the fact: "but not on the signal that cancelled it"' },
  { pattern: 'for ever', better: '"forever"' },
  { pattern: 'beforehand', better: '"before you run it", or "in advance"' },
  { pattern: 'sees? to it|seeing to it', better: '"makes sure"' },
  { pattern: 'comes? on top|came on top|on top of it', better: '"adds to the total", or "as well"' },
  {
    pattern: "simply|obviously|(?<!(?:has|have|had|'ve) )just(?! as)",
    better: 'leave it out: what is simple to you is new to the reader',
  },
];

/** Where a phrase is right after all, and why. */
interface Exception {
  path: RegExp;
  text: string;
  why: string;
}

const exceptions: Exception[] = [];

// What may be between two words of one sentence: the line ends of comments, and of strings put together with +.
const gap = '[\\s*/+\'"`]+';

const searches = phrases.map(({ pattern, better }) => ({
  better,
  expression: new RegExp(`(?<![\\w-])(?:${pattern.replaceAll(' ', gap)})(?![\\w-])`, 'gi'),
}));

/**
 * Finds phrases that readers stumbled over.
 *
 * @param path of the text, for the findings
 * @returns a line for each, that says what to write instead
 */
export function findPhrases(path: string, text: string): string[] {
  return searches
    .flatMap(({ expression, better }) => [...text.matchAll(expression)].map((match) => ({ match, better })))
    .filter(({ match: [found] }) => !exceptions.some((each) => each.path.test(path) && each.text === found))
    .map(({ match, better }) => {
      const line = text.slice(0, match.index).split('\n').length;
      return `${path}:${line}: "${match[0].replaceAll(/\s+/g, ' ')}". Better: ${better}.`;
    });
}
