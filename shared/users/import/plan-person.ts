import type { User } from '../user.ts';
import type { UserChange } from '../user-store.ts';
import type { ImportRow } from './import-row.ts';

/** What a row does to the person of its sign-in name, apart from identities. */
export type PersonPlan =
  | { readonly kind: 'add' }
  /** An empty change: the person is as the row says. */
  | {
      readonly kind: 'change';
      readonly user: User;
      readonly change: UserChange;
      readonly isLeftInactive: boolean;
    }
  /** `unclear-state`: a new person whose cell does not say whether they may sign in. */
  | { readonly kind: 'refused'; readonly reason: 'unclear-state' | 'renaming' };

/**
 * Decides what to do with a row. It removes no one, and makes no one an administrator.
 * @param activate Whether a person who is inactive here and enabled in the file becomes active.
 */
export function planPerson(row: ImportRow, user: User | undefined, activate: boolean): PersonPlan {
  if (user === undefined) {
    // A new person would be active: an empty cell does not say so.
    return row.hasEmptyState ? { kind: 'refused', reason: 'unclear-state' } : { kind: 'add' };
  }
  if (user.renaming !== undefined) return { kind: 'refused', reason: 'renaming' };
  const { displayName } = row;
  const change: UserChange = {
    ...(displayName === undefined || displayName === user.displayName ? {} : { displayName }),
    ...(row.active === false && user.active ? { active: false } : {}),
    ...(row.active === true && !user.active && activate ? { active: true } : {}),
  };
  return { kind: 'change', user, change, isLeftInactive: row.active === true && !user.active && !activate };
}
