import { defined } from '../../../shared/objects/defined.ts';
import type { ImportRow } from '../../../shared/users/import/import-row.ts';
import { planPerson } from '../../../shared/users/import/plan-person.ts';
import type { DirectoryIdentity, User } from '../../../shared/users/user.ts';
import type { UserChange } from '../../../shared/users/user-store.ts';
import type { IdReading } from './id-reading.ts';
import { type Holder, isUnderOtherName } from './identities.ts';

/** What to do with a row. */
export type Plan =
  | { readonly kind: 'add'; readonly identity?: DirectoryIdentity }
  | { readonly kind: 'change'; readonly user: User; readonly change: UserChange }
  /** The person exists under another name: that user is renamed, then changed as the row says. */
  | { readonly kind: 'rename'; readonly from: string }
  | { readonly kind: 'same' }
  /** Inactive here, enabled in the file: only `--activate` changes that. */
  | { readonly kind: 'left-inactive' }
  | { readonly kind: 'conflict'; readonly message: string };

/** The options that decide what an import changes. */
export interface PlanOptions {
  /** Activate existing inactive people who are enabled in the file. */
  readonly activate: boolean;
  /** Rename a person whose object id is bound under another name. */
  readonly rename: boolean;
  /** How to read the ids in the file; set with `--bind`. */
  readonly ids?: IdReading;
}

/**
 * Decides what to do with a row, by the user of its name and the holder of its object id. The object id comes first: it
 * identifies one person, whatever name the file has.
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
      message: `${label} ${row.objectId} belongs to ${holder.signInName} here. If ${row.signInName} is their new name, use --rename.`,
    };
  }
  const { objectId } = row;
  const identity =
    ids === undefined || objectId === undefined ? undefined : { directoryId: ids.directoryId, objectId };
  const plan = planPerson(row, user, options.activate);
  if (plan.kind === 'add') return { kind: 'add', ...defined({ identity }) };
  if (plan.kind === 'refused' || user === undefined) {
    const isNew = plan.kind === 'refused' && plan.reason === 'unclear-state';
    return {
      kind: 'conflict',
      message: isNew
        ? `${row.signInName} is new, and the file does not say whether they may sign in.`
        : `A rename of ${user?.signInName} did not finish.`,
    };
  }
  if (identity !== undefined && user.identity !== undefined && !isSame(user.identity, identity)) {
    return {
      kind: 'conflict',
      message: isSameDirectory(user.identity, identity)
        ? `${user.signInName} is bound to another ${ids?.kind === 'claim' ? `value of ${label}` : 'object id'}: use user rebind.`
        : `${user.signInName} is bound in another directory or by another claim: use user rebind --from.`,
    };
  }
  const change: UserChange = {
    ...plan.change,
    ...(identity === undefined || user.identity !== undefined ? {} : { identity }),
  };
  if (Object.keys(change).length > 0) return { kind: 'change', user, change };
  return { kind: plan.isLeftInactive ? 'left-inactive' : 'same' };
}

function isSameDirectory(one: DirectoryIdentity, other: DirectoryIdentity): boolean {
  return one.directoryId === other.directoryId;
}

function isSame(one: DirectoryIdentity, other: DirectoryIdentity): boolean {
  return one.directoryId === other.directoryId && one.objectId === other.objectId;
}
