import { InvalidArgumentError } from 'commander';
import { signInNameKey } from '../../../shared/users/user.ts';
import { readDisplayName, readSignInName } from '../arguments.ts';
import { readState, type StateMeaning } from './account-state.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { type IdReading, readId } from './id-reading.ts';

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

/** Reads one row. An empty cell sets nothing. */
export function readRow({ line, cells }: CsvRow, columns: Columns, ids?: IdReading): ImportRow | RowIssue {
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  try {
    const signInName = readSignInName(cell(columns.signInName));
    const displayName = cell(columns.displayName);
    const { state } = columns;
    const active = state === undefined ? undefined : readState(cell(state.at), state.meaning);
    const objectId = ids === undefined ? '' : readId(cell(columns.id), ids.kind);
    if (active === 'unreadable') {
      return { line, message: `The column "${state?.head}" must contain ${wordsFor(state?.meaning)}.` };
    }
    if (cell(columns.deletedAt) !== '')
      return { line, message: `${signInName} is deleted in the directory.` };
    if (objectId === undefined) return { line, message: noId(ids) };
    return {
      line,
      signInName,
      key: signInNameKey(signInName),
      ...(displayName === '' ? {} : { displayName: readDisplayName(displayName) }),
      ...(typeof active === 'boolean' ? { active } : {}),
      ...(active === 'empty' ? { hasEmptyState: true as const } : {}),
      ...(objectId === '' ? {} : { objectId }),
      isGuest: cell(columns.userType).toLowerCase() === 'guest',
    };
  } catch (error) {
    if (error instanceof InvalidArgumentError) return { line, message: error.message };
    throw error;
  }
}

function noId(ids: IdReading | undefined): string {
  return ids?.kind === 'claim'
    ? `A value of ${ids.label} has 1 to 256 visible ASCII characters, without spaces.`
    : 'The object id is not a GUID.';
}

function wordsFor(meaning: StateMeaning | undefined): string {
  return meaning === 'state' ? 'Active or Inactive' : 'True or False, or Yes or No';
}

/** Returns whether a row is invalid. */
export function isIssue(row: ImportRow | RowIssue): row is RowIssue {
  return 'message' in row;
}
