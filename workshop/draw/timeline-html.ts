import { sentences } from './describe.ts';
import { page } from './html.ts';
import type { TitledRun } from './lanes.ts';
import { mostArrows, timelineSvg } from './timeline-svg.ts';
import { outlineOf } from './outline.ts';
import { escaped } from './text.ts';

export interface PageOptions {
  title: string;
  arrows?: boolean | undefined;
  group?: boolean | undefined;
}

/** Three widths of the same picture, of which a page shows the one that fits: a picture that shrinks cannot be read. */
const widths = { narrow: 368, middle: 600, wide: 960 };

/**
 * A timeline as a page of its own. It needs nothing from anywhere, and no JavaScript.
 *
 * @example
 * await writeFile('timeline.html', timelineHtml([{ title: 'Launch order', run }], { title: 'Launch order' }));
 */
export function timelineHtml(runs: TitledRun[], options: PageOptions): string {
  const heading = escaped(options.title);
  return page(heading, [`<h1>${heading}</h1>`, ...timelineFigure(runs, options)]);
}

/** The picture with its switch for the arrows, and the same in words, to be part of a page. */
export function timelineFigure(runs: TitledRun[], { title, arrows, group }: PageOptions): string[] {
  const { runs: outlined } = outlineOf(runs, { group });
  const count = outlined.reduce((sum, { wakes }) => sum + wakes.length, 0);
  const isOn = arrows ?? count <= mostArrows;
  const words = sentences(outlined).flatMap(({ heading, lanes }) => [
    `<p>${escaped(heading)}</p>`,
    `<ul>${lanes.map((lane) => `<li>${escaped(lane)}</li>`).join('')}</ul>`,
  ]);
  return [
    '<figure class="timeline">',
    ...(count > 0
      ? [
          `<input type="checkbox" class="arrows" id="arrows"${isOn ? ' checked="checked"' : ''}/>`,
          '<label for="arrows">Arrows: who wakes whom</label>',
        ]
      : []),
    ...Object.entries(widths).map(
      ([look, width]) =>
        `<div class="${look}">${timelineSvg(runs, { title, width, arrows: true, group })}</div>`,
    ),
    '<details><summary>The same in words</summary>',
    ...words,
    '</details></figure>',
  ];
}
