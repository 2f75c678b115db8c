import {
  type Columns,
  type HeadIssue,
  isBeforeHead,
  isHeadIssue,
  isTemplateExample,
  readHead,
} from './columns.ts';
import { readCsv } from './csv-rows.ts';
import { type ImportRow, type InvalidRow, readRow } from './import-row.ts';
import type { RowIds } from './row-ids.ts';

/** Thrown for a CSV that cannot be imported as people at all. */
export class PeopleFileError extends Error {
  override readonly name = 'PeopleFileError';
  /** Why: no lines, more people than allowed, or a header that cannot be read. */
  readonly fault: 'empty' | 'too-many' | HeadIssue;

  constructor(fault: PeopleFileError['fault']) {
    super(typeof fault === 'string' ? fault : fault.message);
    this.fault = fault;
  }
}

/**
 * Yields the people of a CSV file row by row, invalid rows included: Entra's "Download users" and bulk templates,
 * exports of the Microsoft 365 admin center and of PowerShell, or our own few columns.
 * @param maximumRows The most people of a file.
 * @throws CsvError where it is no CSV
 * @throws PeopleFileError where it is a CSV of something else, or too long
 */
export async function* readPeople(
  file: AsyncIterable<Uint8Array>,
  { maximumRows, ids }: { readonly maximumRows: number; readonly ids?: RowIds | undefined },
): AsyncGenerator<ImportRow | InvalidRow> {
  let columns: Columns | undefined;
  let count = 0;
  for await (const row of readCsv(file)) {
    if (columns === undefined) {
      if (isBeforeHead(row.cells)) continue;
      const read = readHead(row.cells, ids);
      if (isHeadIssue(read)) throw new PeopleFileError(read);
      columns = read;
      continue;
    }
    if (isTemplateExample(row.cells, columns)) continue;
    count += 1;
    if (count > maximumRows) throw new PeopleFileError('too-many');
    yield readRow(row, columns, ids);
  }
  if (columns === undefined) throw new PeopleFileError('empty');
}
