import { InvalidArgumentError } from 'commander';
import { signInNameKey } from '../../../shared/users/user.ts';
import { readDisplayName, readSignInName } from '../arguments.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';

/** A person as a row of the file says. */
export interface ImportRow {
  readonly line: number;
  readonly signInName: string;
  /** What makes the name unique in the tenant. */
  readonly key: string;
  readonly displayName?: string;
  readonly active?: boolean;
  /** Lower case. */
  readonly objectId?: string;
  readonly isGuest: boolean;
}

/** Why a row cannot be taken. */
export interface RowIssue {
  readonly line: number;
  readonly message: string;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const yes = ['true', 'yes', '1', 'active'];
const no = ['false', 'no', '0', 'inactive'];

/** Reads one row; a cell that is empty says nothing. */
export function readRow({ line, cells }: CsvRow, columns: Columns): ImportRow | RowIssue {
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  try {
    const signInName = readSignInName(cell(columns.signInName));
    const displayName = cell(columns.displayName);
    const active = cell(columns.active).toLowerCase();
    const objectId = cell(columns.objectId).toLowerCase();
    if (active !== '' && !yes.includes(active) && !no.includes(active)) {
      return { line, message: 'Whether the account is enabled must be True or False.' };
    }
    if (objectId !== '' && !guid.test(objectId)) return { line, message: 'The object id is no GUID.' };
    return {
      line,
      signInName,
      key: signInNameKey(signInName),
      ...(displayName === '' ? {} : { displayName: readDisplayName(displayName) }),
      ...(active === '' ? {} : { active: yes.includes(active) }),
      ...(objectId === '' ? {} : { objectId }),
      isGuest: cell(columns.userType).toLowerCase() === 'guest',
    };
  } catch (error) {
    if (error instanceof InvalidArgumentError) return { line, message: error.message };
    throw error;
  }
}

/** Whether a row could not be taken. */
export function isIssue(row: ImportRow | RowIssue): row is RowIssue {
  return 'message' in row;
}
