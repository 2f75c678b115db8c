import { Readable } from 'node:stream';
import { CsvError } from '../../../../shared/users/import/csv-rows.ts';
import { type ImportRow, type InvalidRow, isIssue } from '../../../../shared/users/import/import-row.ts';
import { PeopleFileError, readPeople } from '../../../../shared/users/import/people-rows.ts';

/** The most people that one form imports: their writes take a few seconds of the function's time. */
export const maximumImportedPeople = 500;

/** The most bytes of the form that confirms an import, so that the endpoint takes it. */
const maximumCarriedBytes = 200_000;

/** Why a row of the file is not imported, decided by the file alone. */
export interface RefusedRow {
  readonly line: number;
  readonly signInName: string;
  readonly reason: InvalidRow['reason'] | 'twice';
}

/** What a file says. */
export interface ImportFile {
  readonly rows: readonly ImportRow[];
  readonly refused: readonly RefusedRow[];
}

/** Why a whole file cannot be read. */
export type ImportFileFault =
  | { readonly kind: 'no-file' | 'too-long' }
  | { readonly kind: 'csv'; readonly line: number; readonly reason: CsvError['reason'] }
  | { readonly kind: 'people'; readonly fault: PeopleFileError['fault'] };

/** Returns the people of a file, each sign-in name once: of two rows with one name the first counts. */
export async function readImportFile(file: Uint8Array | undefined): Promise<ImportFile | ImportFileFault> {
  if (file === undefined) return { kind: 'no-file' };
  const rows: ImportRow[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  try {
    for await (const row of readPeople(Readable.from([file]), { maximumRows: maximumImportedPeople })) {
      if (isIssue(row)) refused.push(row);
      else if (seen.has(row.key))
        refused.push({ line: row.line, signInName: row.signInName, reason: 'twice' });
      else rows.push(row);
      if (!isIssue(row)) seen.add(row.key);
    }
  } catch (error) {
    if (error instanceof CsvError) return { kind: 'csv', line: error.line, reason: error.reason };
    if (error instanceof PeopleFileError) return { kind: 'people', fault: error.fault };
    throw error;
  }
  return Buffer.byteLength(carriedRows(rows)) > maximumCarriedBytes
    ? { kind: 'too-long' }
    : { rows, refused };
}

/**
 * Writes rows as a CSV that {@link readImportFile} reads as the same rows. The form that confirms an import carries it,
 * and is read as strictly as the file was.
 */
export function carriedRows(rows: readonly ImportRow[]): string {
  const lines = rows.map(({ signInName, displayName = '', active, hasEmptyState }) => {
    const state = active === undefined ? (hasEmptyState ? '' : 'absent') : active ? 'True' : 'False';
    return [signInName, displayName, state].map(quotedCell);
  });
  // A file without a column of states means something else than one with empty cells.
  const hasState = !lines.some((cells) => cells[2] === quotedCell('absent'));
  const head = ['userPrincipalName', 'displayName', 'accountEnabled'].slice(0, hasState ? 3 : 2);
  return [head, ...lines.map((cells) => cells.slice(0, head.length))]
    .map((cells) => cells.join(','))
    .join('\r\n');
}

function quotedCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
