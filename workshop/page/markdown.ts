import { Marked, type Tokens } from 'marked';
import { narrowPicture } from '../catalog/lesson.ts';
import { escaped } from '../draw/text.ts';
import { highlighted } from './highlight.ts';

/** A part of a lesson, from one heading of the second level to the next. What comes before the first has no title. */
export interface Section {
  /** Such as `Predict`; empty for what is above all headings. */
  title: string;
  /** Such as `predict`. */
  id: string;
  html: string;
}

/** Where a link or a picture of a lesson leads from the page: `undefined` leaves only its text. */
export type LinkTo = (target: string, kind: 'link' | 'picture') => string | undefined;

/** The only HTML that lessons have. What else looks like HTML is shown as it is written. */
const allowed = /<\/?(?:details|summary)>|<!--[^]*?-->/g;

/**
 * A lesson as HTML, in its sections: code is coloured, `<details>` stay folded, comments are left out, links lead where
 * `linkTo` says.
 *
 * @example
 * const [opening, atWork] = sectionsOf('# 03 Promise.all\n\n## At work\n…', (target) => target);
 */
export function sectionsOf(markdown: string, linkTo: LinkTo): Section[] {
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => allowedOnly(text),
      code: ({ text, lang = '' }: Tokens.Code) =>
        `<pre tabindex="0"${lang ? ` class="${escaped(lang)}"` : ''}><code>${highlighted(text, lang)}</code></pre>\n`,
      heading({ tokens, depth, text }: Tokens.Heading): string {
        return `<h${depth} id="${idOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const words = this.parser.parseInline(tokens);
        const target = linkTo(href, 'link');
        if (target === undefined) return words;
        const away = /^https?:/.test(target) ? ' target="_blank" rel="noreferrer"' : '';
        return `<a href="${escaped(target)}"${away}>${words}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        const target = linkTo(href, 'picture');
        if (target === undefined) return escaped(text);
        const telephone = `<source media="(max-width: 559px)" srcset="${escaped(narrowPicture(target))}">`;
        return `<picture>${telephone}<img src="${escaped(target)}" alt="${escaped(text)}"></picture>`;
      },
      table(table: Tokens.Table): string {
        const row = (cells: Tokens.TableCell[], tag: 'th' | 'td') =>
          `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
        const body = table.rows.map((cells) => row(cells, 'td')).join('\n');
        return `<div class="table" tabindex="0"><table><thead>${row(table.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  const sections: Section[] = [];
  // A heading inside a code block is indented or fenced, so the lexer has to tell them apart.
  let tokens: ReturnType<typeof marked.lexer> = Object.assign([], { links: {} });
  let title = '';
  const finish = () => {
    const html = marked.parser(tokens);
    if (title !== '' || html.trim() !== '') sections.push({ title, id: idOf(title), html });
  };
  for (const token of marked.lexer(markdown)) {
    if (token.type === 'heading' && (token as Tokens.Heading).depth === 2) {
      finish();
      title = (token as Tokens.Heading).text;
      tokens = Object.assign([], { links: {} });
    } else tokens.push(token);
  }
  finish();
  return sections;
}

/** A heading's name in an address, as GitHub makes it. */
export function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function allowedOnly(html: string): string {
  let end = 0;
  const parts: string[] = [];
  for (const match of html.matchAll(allowed)) {
    parts.push(escaped(html.slice(end, match.index)), match[0].startsWith('<!--') ? '' : match[0]);
    end = match.index + match[0].length;
  }
  return [...parts, escaped(html.slice(end))].join('');
}
