import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allSteps, stepCalled, textOf, urlOf } from '../../../workshop/catalog/steps.ts';
import { isReal, runExample } from '../../../workshop/catalog/lesson.ts';
import { score } from '../../../workshop/coach/prediction.ts';
import { highlighted, withCode } from '../../../workshop/page/highlight.ts';
import { lessonHtml, lessonSections, linkedFiles, linkTo } from '../../../workshop/page/lesson-view.ts';
import { lessonPage, playerPage, type Edition } from '../../../workshop/page/site.ts';
import { sectionsOf } from '../../../workshop/page/markdown.ts';
import { noQuestion, questionFor, questionForm, questionOf } from '../../../workshop/page/question.ts';

/** The text that a reader sees. */
function textIn(html: string): string {
  const plain = html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  return plain
    .replaceAll(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&amp;', '&');
}

describe('highlighted code', () => {
  test.each(allSteps().flatMap(({ program, plain, solution }) => [program, plain, solution]))(
    'of %s says what the file says',
    (file) => {
      const text = textOf(file)!;
      expect(textIn(highlighted(text, 'ts')).trimEnd()).toBe(text.trimEnd());
    },
  );

  test('has classes and no styles, and words, strings, comments and types differ', () => {
    expect(highlighted(`const a: Map = 'b'; // <c>`, 'ts')).toBe(
      `<span class="word">const</span> a: <span class="type">Map</span> = <span class="string">&#039;</span><span class="string">b</span><span class="string">&#039;</span>; <span class="comment">// &lt;c&gt;</span>`,
    );
  });

  test('of an unknown language is plain text', () => {
    expect(highlighted('<b>const</b>', 'text')).toBe('&#60;b&#62;const&#60;/b&#62;');
    expect(withCode('call `a<b>` <i>now</i>\nor not')).toBe(
      'call <code>a&#60;b&#62;</code> &#60;i&#62;now&#60;/i&#62;<br>or not',
    );
  });
});

describe('a lesson', () => {
  test('has its sections, and code that looks like a heading is code', () => {
    const sections = sectionsOf('# T\n\n## One\n\n```md\n## not one\n```\n\n## Two words\n\n- a', linkTo);
    expect(sections.map(({ title, id }) => [title, id])).toEqual([
      ['', ''],
      ['One', 'one'],
      ['Two words', 'two-words'],
    ]);
    expect(sections[1]!.html).toContain('## not one');
  });

  test('may fold, and has no other HTML', () => {
    const text =
      '<details>\n<summary>S</summary>\n\nin\n\n</details>\n\n<script>x</script>\n\na <b onclick="x">b</b> <!-- gone -->';
    const [{ html } = { html: '' }] = sectionsOf(text, linkTo);
    expect(html).toContain('<details>\n<summary>S</summary>');
    expect(html).not.toMatch(/<script|<b|gone/);
    expect(html).toContain('&#60;script&#62;x&#60;/script&#62;');
  });

  test.each([
    ['https://nodejs.org/api/', 'link', 'https://nodejs.org/api/'],
    ['06-cancellation.md#predict', 'link', '06-cancellation.html#predict'],
    ['../workshop/asyncio/task.ts', 'link', 'workshop-asyncio-task.ts.html'],
    ['../exercises/03-promise-all.ts', 'link', 'test-untouched-03-promise-all.ts.html'],
    ['pictures/hero.svg', 'picture', 'pictures/hero.svg'],
    ['#predict', 'link', '#predict'],
    ['../../../etc/passwd', 'link', undefined],
    ['javascript:alert(1)', 'link', undefined],
    ['data:text/html,x', 'link', undefined],
    ['https://evil.example/x.png', 'picture', undefined],
    ['../package.json', 'link', undefined],
  ] as const)('leads with %s, a %s, to %s', (target, kind, page) => expect(linkTo(target, kind)).toBe(page));

  test.each(allSteps())('$name shows everything that it says, with all its answers folded', (step) => {
    const html = lessonHtml(lessonSections(step), { question: undefined, player: undefined });
    expect(html).not.toMatch(/<details open|<!--|&#60;\/?details/);
    expect(html.match(/<h2/g)).toHaveLength(12);
    expect(html.match(/<details>/g)!.length).toBe(textOf(step.lesson)!.match(/^ *<details>/gm)!.length);
    for (const [, target] of html.matchAll(/href="(?!https?:)([^"#]+)/g))
      expect(
        linkedFiles().has(target!) || allSteps().some(({ name }) => target === `${name}.html`),
        target,
      ).toBe(true);
  });

  test('is coloured once, and not for every request', () => {
    const step = stepCalled('3');
    expect(lessonSections(step)).toBe(lessonSections(step));
    expect(linkedFiles()).toBe(linkedFiles());
  });

  test('links to files of the workshop and to no answer', () => {
    const files = [...linkedFiles().values()];
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      expect(file).toMatch(/^(docs|workshop|steps|test\/(untouched|steps))\/[\w./-]+\.(ts|js|md)$/);
      expect(readFileSync(urlOf(file), 'utf8')).not.toBe('');
    }
  });
});

describe('the question of a lesson', () => {
  const edition: Edition = { kind: 'book', markOf: () => '', scripts: [], beside: () => '' };

  test('is there for every program on the virtual clock, and for no other: those run for seconds, and differ', async () => {
    for (const step of allSteps()) {
      const question = await questionFor(step);
      expect(question !== undefined, step.name).toBe(!isReal(step.name));
      expect(playerPage(step) !== undefined, step.name).toBe(!isReal(step.name));
      // Where there is none, the page says why.
      expect(noQuestion(step) ?? '', step.name).toMatch(isReal(step.name) ? /runs in real time/ : /^$/);
    }
    const page = await lessonPage(stepCalled('13'), edition);
    expect(page).toMatch(/id="predict"[^]*Why there are no lines to put in order here[^]*id="run-it"/);
    expect(await lessonPage(stepCalled('3'), edition)).not.toContain('no-question');
  });

  test('says to every first difference what the terminal says to it', async () => {
    const run = await runExample({ step: '04-scheduled-tasks', args: [] });
    const { shown, why, whyTotal, lines, elapsed } = questionOf(run, 4);
    const question = { lines: run.lines.slice(0, lines.length), shown, of: run.lines.length };
    const asTyped = (places: number[]) => places.map((place) => shown.indexOf(place) + 1);
    const right = lines.map((_, at) => at);
    const swapped = [right[1]!, right[0]!, ...right.slice(2)];
    expect(why[0]![1]).toBe(score(question, run, asTyped(swapped), undefined).why[0]);
    const [last, before] = [right.length - 1, right.length - 2];
    expect(why[before]![last]).toBe(
      score(question, run, asTyped([...right.slice(0, before), last, before]), undefined).why[0],
    );
    expect(why.flatMap((row, place) => row.filter((text, guess) => guess > place !== (text !== '')))).toEqual(
      [],
    );
    const {
      why: [typed],
    } = score(question, run, asTyped(right), elapsed + 1000);
    expect(whyTotal).toBe(typed!.replace(/, not [\d.]+s/, ''));
  });

  test('tells the numbers that a program draws, and only of such a program', async () => {
    for (const step of allSteps()) {
      const question = await questionFor(step);
      const draws = /\brandom\(/.test(textOf(step.program)!);
      if (question) expect(question.drawn.length > 0, step.name).toBe(draws);
    }
    const question = await questionFor(stepCalled('9'));
    expect(textIn(questionForm(question!))).toMatch(/numbers that it draws:.*sleeps \d/);
  });

  test('shows the lines in another order, and does not give the times away', async () => {
    const run = await runExample({ step: '03-promise-all', args: [] });
    const form = questionForm(questionOf(run, stepCalled('3').number));
    const places = [...form.matchAll(/data-place="(\d)"/g)].map(([, place]) => place).join('');
    expect([...places].sort().join('')).toBe('012345');
    expect(places).not.toBe('012345');
    expect(textIn(form)).not.toMatch(/\d\.\ds/);
  });
});
