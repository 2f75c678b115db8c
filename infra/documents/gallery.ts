import { type GalleryRow, galleryRows } from '../operator/gallery/check/gallery-rows.ts';
import { requirementPages } from '../operator/gallery/requirements/requirement-pages.ts';

/** Returns the rows of `gallery check` as a table. */
export function galleryRowsTable(): string {
  return [
    '| row | what is sent | must be |',
    '|---|---|---|',
    ...galleryRows(new Date()).map((row) => `| \`${row.name}\` | ${row.title} | ${mustBe(row)} |`),
  ].join('\n');
}

function mustBe({ expected, problems, isUnread }: GalleryRow): string {
  if (expected === 'signed-in') return 'signed in';
  if (expected === 'restarted') return "refused: a sign-in of the application's own starts";
  if (isUnread === true) return 'refused before it is read';
  return `refused: ${problems.map((code) => `\`${code}\``).join(' or ')}`;
}

/** Returns the pages of Microsoft's that the requirements come from, with their dates. */
export function requirementPagesTable(): string {
  return [
    '| page | version of |',
    '|---|---|',
    ...Object.values(requirementPages).map(({ title, url, dated }) => `| [${title}](${url}) | ${dated} |`),
  ].join('\n');
}
