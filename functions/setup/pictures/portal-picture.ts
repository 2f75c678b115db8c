import { html } from 'hono/html';
import type { Markup } from '../../../shared/pages/markup.ts';

/** One row of a drawn page of the Entra admin center. */
export interface PortalRow {
  /** Entra's label, as on its screen. */
  readonly label: string;
  /**
   * What follows the label. `value`: a box with a button that copies it. `input`: an empty box. `button`: the label is a
   * button. `plain`: nothing. Any other text: a link of that name.
   */
  readonly kind: 'value' | 'input' | 'button' | 'plain' | { readonly link: string };
  /** Whether the step uses it: it is drawn thicker, with a number. Default false. */
  readonly marked?: boolean;
}

/** A drawn page of the Entra admin center. */
export interface PortalPage {
  readonly title: string;
  /** What the button at the title is called. Default: no button. */
  readonly edit?: { readonly label: string; readonly marked: boolean };
  readonly rows: readonly PortalRow[];
  /** Replaces the picture for people who do not see it: its title and the marked labels. */
  readonly alternative: string;
}

/** In units of the picture, which are about pixels: it is 280 wide and shown 230 to 320 pixels wide. */
const width = 280;
const edge = 12;
const lineHeight = 16;
const boxHeight = 24;
const rowGap = 10;
/** Characters of 13 units that fit into one line beside the number. */
const lineLength = 31;

/**
 * Returns a page of Entra as a light drawing: its labels are Entra's, its values are bars. It takes its colours from the
 * style sheet, so it fits light and dark pages, and loads nothing.
 */
export function portalPicture({ title, edit, rows, alternative }: PortalPage): Markup {
  // The button has a line of its own: German titles leave no room beside them.
  const headHeight = edit === undefined ? 38 : 58;
  let top = headHeight + 8;
  let number = edit?.marked ? 1 : 0;
  const drawn: Markup[] = [];
  for (const row of rows) {
    if (row.marked) number += 1;
    const { markup, height } = drawRow(row, top, number);
    drawn.push(markup);
    top += height + rowGap;
  }
  const height = top + 2;
  const pencil =
    edit &&
    html`<text class="${edit.marked ? 'marked-text' : 'link-text'}" x="${edge}" y="47">✎ ${edit.label}</text>`;
  const badge = edit?.marked ? numberBadge(1, width - edge - 9, 43) : '';
  return html`<figure class="portal"><svg viewBox="0 0 ${width} ${height}" role="img"><title>${alternative}</title>
<rect class="sheet" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="6"/>
<path class="rule" d="M0 ${headHeight}H${width}"/>
<text class="title" x="${edge}" y="25">${title}</text>${pencil ?? ''}${badge}
${drawn}
</svg></figure>`;
}

function drawRow(
  row: PortalRow,
  top: number,
  number: number,
): { readonly markup: Markup; readonly height: number } {
  const { label, kind, marked = false } = row;
  const right = width - edge;
  const badgeX = right - 9;
  if (kind === 'button') {
    const boxWidth = Math.min(textWidth(label) + 24, width - 2 * edge - 26);
    return {
      height: boxHeight + 4,
      markup: html`<rect class="${marked ? 'box marked' : 'box'}" x="${edge}" y="${top}" width="${boxWidth}" height="${boxHeight + 4}" rx="3"/><text x="${edge + 12}" y="${top + 18}">${label}</text>${marked ? numberBadge(number, edge + boxWidth + 15, top + 14) : ''}`,
    };
  }
  if (typeof kind === 'object') {
    const lines = linesOf(label, lineLength);
    // A long label, as in German, has its link on the next line.
    const isBeside = label.length + kind.link.length <= 27;
    const y = top + 12 + (isBeside ? 0 : lines.length * lineHeight);
    return {
      height: (lines.length + (isBeside ? 0 : 1)) * lineHeight + 4,
      markup: html`${textLines(lines, top)}<text class="${marked ? 'marked-text' : 'link-text'}" x="${isBeside ? right - 24 : edge}" y="${y}" text-anchor="${isBeside ? 'end' : 'start'}">${kind.link}</text>${marked ? numberBadge(number, badgeX, y - 4) : ''}`,
    };
  }
  const lines = linesOf(label, lineLength);
  const boxTop = top + lines.length * lineHeight + 2;
  if (kind === 'plain') {
    return {
      height: lines.length * lineHeight,
      markup: html`${textLines(lines, top)}${marked ? numberBadge(number, badgeX, top + 8) : ''}`,
    };
  }
  const boxWidth = width - 2 * edge - 26;
  const bar = html`<rect class="bar" x="${edge + 8}" y="${boxTop + 9}" width="${boxWidth * 0.6}" height="6" rx="3"/>`;
  const copy = html`<path class="icon" d="M${edge + boxWidth - 20} ${boxTop + 6}h8v10h-8zM${edge + boxWidth - 17} ${boxTop + 6}v-2h8v10h-3"/>`;
  return {
    height: lines.length * lineHeight + 2 + boxHeight,
    markup: html`${textLines(lines, top)}<rect class="${marked ? 'box marked' : 'box'}" x="${edge}" y="${boxTop}" width="${boxWidth}" height="${boxHeight}" rx="3"/>${kind === 'value' ? html`${bar}${copy}` : ''}${marked ? numberBadge(number, badgeX, boxTop + 12) : ''}`,
  };
}

function numberBadge(number: number, x: number, y: number): Markup {
  return html`<circle class="badge" cx="${x}" cy="${y}" r="9"/><text class="number" x="${x}" y="${y + 4}" text-anchor="middle">${number}</text>`;
}

function textLines(lines: readonly string[], top: number): readonly Markup[] {
  return lines.map(
    (line, index) => html`<text x="${edge}" y="${top + 12 + index * lineHeight}">${line}</text>`,
  );
}

/** SVG does not wrap text. */
function linesOf(text: string, length: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Estimated: the font is the reader's. */
function textWidth(text: string): number {
  return Math.round(text.length * 6.9);
}
