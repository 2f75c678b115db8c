import { defined } from '../../../shared/objects/defined.ts';
import type { DirectoryIdentity, User } from '../../../shared/users/user.ts';
import type { UserChange } from '../../../shared/users/user-store.ts';
import type { IdReading } from './id-reading.ts';
import { type Holder, isUnderOtherName } from './identities.ts';
import type { ImportRow } from './import-row.ts';

/** What is to be done about a row. */
export type Plan =
  | { readonly kind: 'add'; readonly identity?: DirectoryIdentity }
  | { readonly kind: 'change'; readonly user: User; readonly change: UserChange }
  /** The person is here under another name: that user is renamed, and becomes what the line says. */
  | { readonly kind: 'rename'; readonly from: string }
  | { readonly kind: 'same' }
  /** Not active here, enabled in the file: only whoever says so activates. */
  | { readonly kind: 'left-inactive' }
  | { readonly kind: 'conflict'; readonly message: string };

/** What an import was asked to do beside adding people. */
export interface PlanOptions {
  /** Activate those who exist, are not active, and are enabled in the file. */
  readonly activate: boolean;
  /** Rename whoever is bound to the object id of a line under another name. */
  readonly rename: boolean;
  /** Whose ids the file has, where they are to be bound. */
  readonly ids?: IdReading;
}

/**
 * Holds a row against the user of its name, if there is one, and first against the one who is bound to its object id:
 * an object id is one person, whatever name the file gives them.
 */
export function planRow(
  row: ImportRow,
  user: User | undefined,
  holder: Holder | undefined,
  options: PlanOptions,
): Plan {
  const { ids } = options;
  const label = ids?.label ?? 'Object id';
  if (isUnderOtherName(holder, row.key)) {
    if (options.rename) return { kind: 'rename', from: holder.signInName };
    return {
      kind: 'conflict',
      message: `${label} ${row.objectId} is ${holder.signInName} here. If ${row.signInName} is their new name: --rename.`,
    };
  }
  const { objectId } = row;
  const identity =
    ids === undefined || objectId === undefined ? undefined : { directoryId: ids.directoryId, objectId };
  if (user === undefined) {
    // Whoever is new would be active: an empty cell is no answer to that question.
    if (row.hasEmptyState) {
      return {
        kind: 'conflict',
        message: `${row.signInName} is new, and the file leaves out whether they may sign in.`,
      };
    }
    return { kind: 'add', ...defined({ identity }) };
  }
  if (user.renaming !== undefined) {
    return { kind: 'conflict', message: `A rename of ${user.signInName} did not finish.` };
  }
  if (identity !== undefined && user.identity !== undefined && !isSame(user.identity, identity)) {
    return {
      kind: 'conflict',
      message: isSameDirectory(user.identity, identity)
        ? `${user.signInName} is bound to another ${ids?.kind === 'claim' ? `value of ${label}` : 'object id'}: user rebind.`
        : `${user.signInName} is bound in another directory or by another claim: user rebind --from.`,
    };
  }
  const { displayName } = row;
  const change: UserChange = {
    ...(displayName === undefined || displayName === user.displayName ? {} : { displayName }),
    ...(row.active === false && user.active ? { active: false } : {}),
    ...(row.active === true && !user.active && options.activate ? { active: true } : {}),
    ...(identity === undefined || user.identity !== undefined ? {} : { identity }),
  };
  if (Object.keys(change).length > 0) return { kind: 'change', user, change };
  return { kind: row.active === true && !user.active ? 'left-inactive' : 'same' };
}

function isSameDirectory(one: DirectoryIdentity, other: DirectoryIdentity): boolean {
  return one.directoryId === other.directoryId;
}

function isSame(one: DirectoryIdentity, other: DirectoryIdentity): boolean {
  return one.directoryId === other.directoryId && one.objectId === other.objectId;
}
