import { InvalidArgumentError } from 'commander';
import { signInNameKey } from '../../../shared/users/user.ts';
import { readDisplayName, readSignInName } from '../arguments.ts';
import { readState, type StateMeaning } from './account-state.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { type IdReading, readId } from './id-reading.ts';

/** A person as a row of the file says. */
export interface ImportRow {
  readonly line: number;
  readonly signInName: string;
  /** What makes the name unique in the tenant. */
  readonly key: string;
  readonly displayName?: string;
  readonly active?: boolean;
  /** Whether the file has a column that says who may sign in, and this row says nothing there. */
  readonly hasEmptyState?: true;
  /** Object id in lower case, or value of the identity claim. */
  readonly objectId?: string;
  readonly isGuest: boolean;
}

/** Why a row cannot be taken. */
export interface RowIssue {
  readonly line: number;
  readonly message: string;
}

/** Reads one row; a cell that is empty says nothing. */
export function readRow({ line, cells }: CsvRow, columns: Columns, ids?: IdReading): ImportRow | RowIssue {
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  try {
    const signInName = readSignInName(cell(columns.signInName));
    const displayName = cell(columns.displayName);
    const { state } = columns;
    const active = state === undefined ? undefined : readState(cell(state.at), state.meaning);
    const objectId = ids === undefined ? '' : readId(cell(columns.id), ids.kind);
    if (active === 'unreadable') {
      return { line, message: `The column "${state?.head}" takes ${wordsFor(state?.meaning)}.` };
    }
    if (cell(columns.deletedAt) !== '') return { line, message: `The directory has deleted ${signInName}.` };
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
    ? `A value of ${ids.label} has 1 to 256 visible ASCII characters, without blanks.`
    : 'The object id is no GUID.';
}

function wordsFor(meaning: StateMeaning | undefined): string {
  return meaning === 'state' ? 'Active or Inactive' : 'True or False, or Yes or No';
}

/** Whether a row could not be taken. */
export function isIssue(row: ImportRow | RowIssue): row is RowIssue {
  return 'message' in row;
}
