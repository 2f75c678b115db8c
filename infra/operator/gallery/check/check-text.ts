import { aligned, counted, printable } from '../../command-result.ts';
import { requirementDates } from '../requirements/requirement-pages.ts';
import type { GalleryCheck } from './check-result.ts';

const marks = { pass: 'ok', fail: 'FAIL', skip: '-' } as const;

/** Returns the result for a terminal: a table, what to do about each row that failed, and where the files are. */
export function checkText(
  check: GalleryCheck,
  files: { readonly json: string; readonly html: string },
): string {
  const { rows, removedLeftovers } = check;
  const table = aligned([
    ['', 'ROW', 'FOUND'],
    ...rows.map(({ verdict, name, found }) => [marks[verdict], name, found]),
  ]);
  const failed = rows.filter(({ verdict }) => verdict === 'fail');
  return [
    `${check.displayName} at ${printable(check.origin)}`,
    table,
    ...(removedLeftovers.length === 0
      ? []
      : [`Removed what earlier runs left: ${removedLeftovers.join(', ')}.`]),
    ...failed.map(({ name, title, found }) => `${name}: ${title}\n  ${printable(found)}`),
    `${summaryOf(check)}\nWhat a person saw in each row: ${printable(files.html)}\n${requirementDates()}`,
    ...(check.passed ? [] : ['What each row means, and where to look: docs/gallery.md.']),
  ].join('\n\n');
}

function summaryOf({ rows, seconds }: GalleryCheck): string {
  const [failed, skipped] = (['fail', 'skip'] as const).map((verdict) =>
    rows.filter((row) => row.verdict === verdict),
  );
  const more = skipped === undefined || skipped.length === 0 ? '' : `, ${skipped.length} not for this app`;
  const time = `in ${seconds} s`;
  if (failed === undefined || failed.length === 0) return `All rows passed${more}, ${time}.`;
  const names = failed.map(({ name }) => name).join(', ');
  return `${failed.length} of ${counted(rows.length, 'row')} failed${more}, ${time}: ${names}.`;
}
