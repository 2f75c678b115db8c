import { createHash } from 'node:crypto';
import { CsvError } from '../../../shared/users/import/csv-rows.ts';
import { type ImportRow, isIssue, type RowIssue } from '../../../shared/users/import/import-row.ts';
import { PeopleFileError, readPeople } from '../../../shared/users/import/people-rows.ts';
import { fileUnreadable } from '../file-error.ts';
import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';
import type { IdReading } from './id-reading.ts';

/** The most people in one file. A larger file must be split. */
const maximumRows = 1_000_000;

/** A summary of the whole file, made before anything is written. */
export interface FileSurvey {
  readonly rows: number;
  readonly guests: number;
  /** The first {@link shownIssues}, in the order of the file. */
  readonly issues: readonly RowIssue[];
  readonly issueCount: number;
  readonly hasIds: boolean;
}

/** How many issues to show. */
const shownIssues = 20;

/**
 * Reads the whole file once, and requires each sign-in name, and with `ids` each id, to be unique.
 * @throws OperatorError `file-unreadable`, `import-refused` where it is no CSV with a column of sign-in names
 */
export async function surveyFile(terminal: Terminal, path: string, ids?: IdReading): Promise<FileSurvey> {
  const names = new Set<string>();
  const seenIds = new Set<string>();
  const issues: RowIssue[] = [];
  let [rows, guests, issueCount, hasIds] = [0, 0, 0, false];
  for await (const row of rowsOf(terminal, path, ids)) {
    rows += 1;
    const issue = isIssue(row)
      ? row
      : (repeated(row, row.key, row.signInName, names) ??
        (ids !== undefined && row.objectId !== undefined
          ? repeated(row, row.objectId, `${ids.label} ${row.objectId}`, seenIds)
          : undefined));
    if (issue !== undefined) {
      issueCount += 1;
      if (issues.length < shownIssues) issues.push(issue);
    }
    if (isIssue(row)) continue;
    if (row.isGuest) guests += 1;
    hasIds ||= row.objectId !== undefined;
  }
  return { rows, guests, issues, issueCount, hasIds };
}

/** Keeps digests and not names: a million names would need a hundred megabytes. */
function repeated({ line }: ImportRow, key: string, what: string, seen: Set<string>): RowIssue | undefined {
  const digest = createHash('sha256').update(key).digest('base64url').slice(0, 12);
  if (!seen.has(digest)) {
    seen.add(digest);
    return undefined;
  }
  return { line, message: `${what} is in the file twice.` };
}

/**
 * Yields the rows of a file.
 * @throws OperatorError `file-unreadable`, `import-refused`
 */
export async function* rowsOf(
  terminal: Terminal,
  path: string,
  ids?: IdReading,
): AsyncGenerator<ImportRow | RowIssue> {
  try {
    yield* readPeople(terminal.openFile(path), { maximumRows, ids });
  } catch (error) {
    if (error instanceof CsvError) throw refused(`${path}, line ${error.line}: ${error.message}`);
    if (error instanceof PeopleFileError) throw refusedFile(path, error.fault);
    if (error instanceof OperatorError || !(error instanceof Error) || !('code' in error)) throw error;
    throw fileUnreadable(path, error);
  }
}

function refusedFile(path: string, fault: PeopleFileError['fault']): OperatorError {
  if (fault === 'empty') return refused(`${path} is empty.`);
  if (fault === 'too-many') {
    return refused(`${path} has more than ${maximumRows} people. Import it in parts.`);
  }
  return refused(`${path} cannot be imported: ${fault.message}`, fault.next);
}

function refused(message: string, next: readonly string[] = []): OperatorError {
  return new OperatorError('import-refused', message, next);
}
