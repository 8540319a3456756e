/** One line of a lesson, and where in the lesson it is. */
export interface LessonLine {
  number: number;
  text: string;
  /** The title of its section; empty above the first. */
  section: string;
  /** How many `<details>` it is inside of. */
  folded: number;
  /** The word after the backticks of the code block it is in, such as `ts`; `undefined` outside of code. */
  fence: string | undefined;
  /** What `npm run docs` writes here, such as `transcript`; also on the two marks. */
  generated: string | undefined;
  kind: 'prose' | 'heading' | 'code' | 'mark' | 'table' | 'comment' | 'blank';
}

/** Reads a lesson line by line. The lines of the fences themselves count as code, but belong to no block. */
export function linesOf(lesson: string): LessonLine[] {
  let [section, folded] = ['', 0];
  let fence: { language: string; end: string } | undefined;
  let generated: string | undefined;
  let inComment = false;
  return lesson.split('\n').map((text, at): LessonLine => {
    const [, ticks, language = ''] = /^\s*(`{3,})(\w*)/.exec(text) ?? [];
    const line = (kind: LessonLine['kind'], inside?: string): LessonLine => {
      return { number: at + 1, text, section, folded, fence: inside, generated, kind };
    };
    if (fence) {
      if (text.trim() !== fence.end) return line('code', fence.language);
      fence = undefined;
      return line('code');
    }
    if (ticks) {
      fence = { language, end: ticks };
      return line('code');
    }
    const asked = /^\s*<!-- run: (\w+)/.exec(text)?.[1];
    if (asked) {
      generated = asked;
      return line('mark');
    }
    if (/^\s*<!-- end -->/.test(text)) {
      const mark = line('mark');
      generated = undefined;
      return mark;
    }
    if (inComment || /^\s*<!--/.test(text)) {
      inComment = !text.includes('-->');
      return line('comment');
    }
    const title = /^## (.*)$/.exec(text)?.[1];
    if (title !== undefined) section = title.trim();
    if (/^#{1,6} /.test(text)) return line('heading');
    folded += text.match(/<details\b/g)?.length ?? 0;
    const inner = line(text.trim() === '' ? 'blank' : /^\s*\|/.test(text) ? 'table' : 'prose');
    folded -= text.match(/<\/details>/g)?.length ?? 0;
    return inner;
  });
}

/** A line of prose without what is not read as words: addresses, pictures, tags and signs. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/<\/?\w[^>]*>/g, '')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
