/** The code of a source file, with comments blanked, and with the text inside quotes blanked as well. */
export interface Stripped {
  /** Without comments. */
  code: string;
  /** Without comments, and with empty strings. What is in `${…}` is code. */
  bare: string;
  /** The comments only. */
  comments: string;
}

// A slash begins a regular expression where no value has just ended.
const beforeExpression = /(?:^|[=(,:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|of|in|await|yield))\s*$/;

/**
 * Takes code apart into code, strings and comments, each with all its line ends, so that lines keep their numbers. It knows
 * as much of TypeScript as it needs to tell these three.
 */
export function strip(source: string): Stripped {
  const out = { code: '', bare: '', comments: '' };
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');
  // Each `${` waits for its own `}`: how many braces are open in it.
  const templates: number[] = [];
  let at = 0;
  const take = (length: number, what: 'code' | 'string' | 'comment'): void => {
    const text = source.slice(at, at + length);
    out.code += what === 'comment' ? blank(text) : text;
    out.bare += what === 'code' ? text : blank(text);
    out.comments += what === 'comment' ? text : blank(text);
    at += length;
  };
  const matches = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0].length ?? 0;
  };
  const takeTemplate = (): void => {
    const text = matches(/(?:\\[^]|\$(?!\{)|[^\\`$])*/y);
    take(text, 'string');
    if (source.startsWith('${', at)) {
      take(2, 'code');
      templates.push(0);
    } else take(1, 'code');
  };
  while (at < source.length) {
    const comment = matches(/\/\/[^\n]*|\/\*[^]*?\*\//y);
    const string = matches(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y);
    const char = source[at]!;
    if (comment > 0) take(comment, 'comment');
    else if (string > 0) take(string, 'string');
    else if (char === '`') {
      take(1, 'code');
      takeTemplate();
    } else if (char === '/' && beforeExpression.test(out.bare.slice(-40))) {
      take(Math.max(1, matches(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y)), 'string');
    } else {
      const inner = templates.length - 1;
      if (char === '}' && templates[inner] === 0) {
        templates.pop();
        take(1, 'code');
        takeTemplate();
        continue;
      }
      if (inner >= 0 && char === '{') templates[inner]! += 1;
      if (inner >= 0 && char === '}') templates[inner]! -= 1;
      take(1, 'code');
    }
  }
  return out;
}
