import { lessonOf, type Step } from '../catalog/steps.ts';
import { escaped } from '../draw/text.ts';

/** How far somebody is with a step, as the bar of steps shows it. */
export type Mark = 'done' | 'changed' | 'open' | '';

const signs = { done: '✓', changed: '~', open: '', '': '' } as const;
const words = { done: ', done', changed: ', passed once, and changed since', open: '', '': '' } as const;

/** All steps in a row. The one that is shown is marked, and so is what is done, in words too. */
export function barOfSteps(steps: Step[], current: string, markOf: (step: Step) => Mark): string {
  const items = steps.map((step) => {
    const mark = markOf(step);
    const { title } = lessonOf(step);
    const here = step.name === current ? ' aria-current="page"' : '';
    const text = `${step.number}<span class="hidden">. ${escaped(title)}${words[mark]}</span><span class="sign" aria-hidden="true">${signs[mark]}</span>`;
    return `<li><a href="${step.name}.html" title="${escaped(title)}" data-step="${step.name}" data-mark="${mark}"${here}>${text}</a></li>`;
  });
  return `<ol>${items.join('')}</ol>`;
}

/** What goes around a page. */
export interface Framed {
  title: string;
  /** `live` has a server, `book` has none, `present` is for a room. */
  kind: 'live' | 'book' | 'present';
  /** The step that is shown; empty for none. */
  step: string;
  bar: string;
  /** What leads to the parts of a page that has no room for them side by side. */
  tabs?: string | undefined;
  scripts: string[];
  body: string;
}

/** A page as a document. All that it needs is beside it. */
export function framed({ title, kind, step, bar, tabs = '', scripts, body }: Framed): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="timeline.css">
<link rel="stylesheet" href="page.css">
${scripts.map((script) => `<script src="${script}" defer></script>`).join('\n')}
</head>
<body data-kind="${kind}" data-step="${escaped(step)}">
<a class="skip" href="#main">To the lesson</a>
<header>
<a class="home" href="index.html">Async workshop</a>
${tabs}
<nav id="bar" aria-label="Steps">${bar}</nav>
</header>
${body}
</body>
</html>
`;
}
