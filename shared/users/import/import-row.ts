import { NameError, parseDisplayName, parseSignInName } from '../names.ts';
import { signInNameKey } from '../user.ts';
import { readState, type StateMeaning } from './account-state.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { type RowIds, readId } from './row-ids.ts';

/** A person in a row of the file. */
export interface ImportRow {
  readonly line: number;
  readonly signInName: string;
  /** What makes the name unique in the tenant. */
  readonly key: string;
  readonly displayName?: string;
  readonly active?: boolean;
  /** Set where the file has a column for who may sign in, and the cell of this row is empty. */
  readonly hasEmptyState?: true;
  /** Object id in lower case, or value of the identity claim. */
  readonly objectId?: string;
  readonly isGuest: boolean;
}

/** Why a row is invalid or was not imported. */
export interface RowIssue {
  readonly line: number;
  readonly message: string;
}

/** What is wrong with a row of the file itself. */
export interface InvalidRow extends RowIssue {
  readonly reason: 'sign-in-name' | 'display-name' | 'state' | 'deleted' | 'id';
  /** The cell of the sign-in name, as it stands. */
  readonly signInName: string;
}

/** Reads one row. An empty cell sets nothing. */
export function readRow({ line, cells }: CsvRow, columns: Columns, ids?: RowIds): ImportRow | InvalidRow {
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  const written = cell(columns.signInName);
  const invalid = (reason: InvalidRow['reason'], message: string): InvalidRow => ({
    line,
    reason,
    signInName: written,
    message,
  });
  let reading: 'sign-in-name' | 'display-name' = 'sign-in-name';
  try {
    const signInName = parseSignInName(written);
    reading = 'display-name';
    const displayName = cell(columns.displayName);
    const { state } = columns;
    const active = state === undefined ? undefined : readState(cell(state.at), state.meaning);
    const objectId = ids === undefined ? '' : readId(cell(columns.id), ids.kind);
    if (active === 'unreadable') {
      return invalid('state', `The column "${state?.head}" must contain ${wordsFor(state?.meaning)}.`);
    }
    if (cell(columns.deletedAt) !== '') {
      return invalid('deleted', `${signInName} is deleted in the directory.`);
    }
    if (objectId === undefined) return invalid('id', noId(ids));
    return {
      line,
      signInName,
      key: signInNameKey(signInName),
      ...(displayName === '' ? {} : { displayName: parseDisplayName(displayName) }),
      ...(typeof active === 'boolean' ? { active } : {}),
      ...(active === 'empty' ? { hasEmptyState: true as const } : {}),
      ...(objectId === '' ? {} : { objectId }),
      isGuest: cell(columns.userType).toLowerCase() === 'guest',
    };
  } catch (error) {
    if (error instanceof NameError) return invalid(reading, error.message);
    throw error;
  }
}

function noId(ids: RowIds | undefined): string {
  return ids?.kind === 'claim'
    ? `A value of ${ids.label} has 1 to 256 visible ASCII characters, without spaces.`
    : 'The object id is not a GUID.';
}

function wordsFor(meaning: StateMeaning | undefined): string {
  return meaning === 'state' ? 'Active or Inactive' : 'True or False, or Yes or No';
}

/** Returns whether a row is invalid. */
export function isIssue<Issue extends RowIssue>(row: ImportRow | Issue): row is Issue {
  return 'message' in row;
}
