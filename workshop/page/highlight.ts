import { highlight, type LanguageName } from 'sugar-high';
import { escaped } from '../draw/text.ts';

/** What the fences of lessons are called, and the names of their languages. */
const languages: Record<string, LanguageName> = {
  ts: 'typescript',
  js: 'javascript',
  sh: 'shell',
  python: 'python',
  py: 'python',
  json: 'json',
};

/** A sentence with code in it, as comments write it: `await` in backticks. Line breaks stay. */
export function withCode(text: string): string {
  return escaped(text)
    .replaceAll(/`([^`\n]+)`/g, '<code>$1</code>')
    .replaceAll('\n', '<br>');
}

/** The classes that page.css paints; everything else has the colour of the text. */
const classes: Record<string, string> = {
  keyword: 'word',
  string: 'string',
  comment: 'comment',
  class: 'type',
};

/**
 * Code as HTML, coloured by classes: the content policy of the page allows no style in an element.
 *
 * @param language as a fence of Markdown says it: `ts`, `sh`; text that is in none of the known ones stays plain
 *
 * @example
 * highlighted('await sleep(1)', 'ts'); // <span class="word">await</span> sleep(1)
 */
export function highlighted(code: string, language = ''): string {
  const lang = languages[language];
  if (lang === undefined) return escaped(code);
  const [before, after] = ['<span class="sh__line">', '</span>'];
  const lines = highlight(code, { lang })
    .split('\n')
    .map((line) => line.slice(before.length, -after.length));
  return lines
    .join('\n')
    .replaceAll(
      /<span class="sh__token--(\w+)"[^>]*>([^<]*)<\/span>/g,
      (_whole, kind: string, text: string) =>
        classes[kind] && text !== '' ? `<span class="${classes[kind]}">${text}</span>` : text,
    );
}
