import { createHash } from 'node:crypto';
import type { ImportRow } from '../../../../shared/users/import/import-row.ts';
import { planPerson } from '../../../../shared/users/import/plan-person.ts';
import { usersOfRows } from '../../../../shared/users/import/users-of-rows.ts';
import type { User } from '../../../../shared/users/user.ts';
import type { UserChange } from '../../../../shared/users/user-store.ts';
import type { SetupPageSession } from '../../session.ts';
import type { AdministratorDependencies } from '../step.ts';
import type { ImportFile, RefusedRow } from './import-file.ts';

/** A row that is not imported, because of the file or of the person who is here. */
export type Refusal =
  | RefusedRow
  | {
      readonly line: number;
      readonly signInName: string;
      readonly reason: 'unclear-state' | 'renaming' | 'yourself' | 'administrator';
    };

/** What an import would do now, in the order of the file. */
export interface ImportPlan {
  readonly added: readonly ImportRow[];
  readonly changed: readonly { readonly row: ImportRow; readonly user: User; readonly change: UserChange }[];
  /** Inactive here, enabled in the file. */
  readonly leftInactive: readonly ImportRow[];
  readonly refused: readonly Refusal[];
  readonly unchanged: number;
}

/** The keys that one read of DynamoDB accepts. */
const namesPerRead = 100;

/**
 * Returns what an import would do. It activates no one who is inactive here, changes nothing about the administrator who
 * vouches for the page, and deactivates no administrator. One request for each 100 rows.
 */
export async function planImport(
  { tenant, link }: SetupPageSession,
  { users }: Pick<AdministratorDependencies, 'users'>,
  { rows, refused: unreadable }: ImportFile,
): Promise<ImportPlan> {
  const found: User[] = [];
  for (let from = 0; from < rows.length; from += namesPerRead) {
    const names = rows.slice(from, from + namesPerRead).map(({ signInName }) => signInName);
    found.push(...(await users.findEach(tenant.app, tenant.id, names)));
  }
  const userOf = usersOfRows(found);
  const added: ImportRow[] = [];
  const changed: ImportPlan['changed'][number][] = [];
  const leftInactive: ImportRow[] = [];
  const refused: Refusal[] = [...unreadable];
  let unchanged = 0;
  for (const row of rows) {
    const user = userOf(row);
    const { line, signInName } = row;
    const plan = planPerson(row, user, false);
    if (plan.kind === 'add') added.push(row);
    else if (plan.kind === 'refused') refused.push({ line, signInName, reason: plan.reason });
    else if (Object.keys(plan.change).length > 0) {
      const reason = mayNotChange(plan, link.administrator?.id);
      if (reason === undefined) changed.push({ row, user: plan.user, change: plan.change });
      else refused.push({ line, signInName, reason });
    } else unchanged += 1;
    if (plan.kind === 'change' && plan.isLeftInactive) leftInactive.push(row);
  }
  refused.sort((one, other) => one.line - other.line);
  return { added, changed, leftInactive, refused, unchanged };
}

function mayNotChange(
  { user, change }: { readonly user: User; readonly change: UserChange },
  vouching: string | undefined,
): 'yourself' | 'administrator' | undefined {
  if (user.id === vouching) return 'yourself';
  return user.administrator === true && change.active === false ? 'administrator' : undefined;
}

/** Returns a digest of what a plan writes: the form that confirms it says which plan the person saw. */
export function digestOfPlan({ added, changed }: Pick<ImportPlan, 'added' | 'changed'>): string {
  const writes = [
    ...added.map(({ key, displayName, active }) => [key, displayName, active]),
    ...changed.map(({ user, change }) => [user.id, change.displayName, change.active]),
  ];
  return createHash('sha256').update(JSON.stringify(writes)).digest('base64url');
}
