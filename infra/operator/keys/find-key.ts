import { type KeyWithState, keysWithState } from '../../../shared/tenants/keys/key-states.ts';
import { knownThumbprints, shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { titleOf } from '../tenants/tenant-view.ts';

/** Fewer digits name no key. */
const minimumDigits = 6;

/**
 * The one key whose thumbprint begins as `text` does: SHA-1 or SHA-256, as people paste it.
 * @throws OperatorError `key-unknown`, `key-ambiguous`
 */
export function findKey(context: CommandContext, tenant: Tenant, text: string): KeyWithState {
  const digits = text.replace(/[\s:\p{Cf}\p{Cc}]/gu, '').toLowerCase();
  const keys = keysWithState(tenant.connection);
  const list = `To see them: ${context.commandLine(`tenant key list ${tenant.app} ${tenant.id}`)}`;
  if (digits.length < minimumDigits || /[^0-9a-f]/.test(digits)) {
    throw new OperatorError(
      'key-unknown',
      `A key is named by its thumbprint, or by at least ${minimumDigits} digits that it begins with.`,
      [list],
    );
  }
  const found = keys.filter(({ key }) =>
    Object.values(knownThumbprints(key)).some((thumbprint) => thumbprint.startsWith(digits)),
  );
  const [key, second] = found;
  if (key === undefined) {
    throw new OperatorError('key-unknown', `The ${titleOf(tenant)} has no key ${digits.toUpperCase()}.`, [
      list,
    ]);
  }
  if (second !== undefined) {
    const all = found.map((each) => shownThumbprint(each.key)).join(', ');
    throw new OperatorError('key-ambiguous', `Several keys begin so: ${all}. Type more of it.`);
  }
  return key;
}
