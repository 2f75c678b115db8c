import { type KeyWithState, keysWithState } from '../../../shared/tenants/keys/key-states.ts';
import { knownThumbprints, shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { titleOf } from '../tenants/tenant-view.ts';

/** The shortest prefix of a thumbprint that names a key, in digits. */
const minimumDigits = 6;

/**
 * Returns the key whose SHA-1 or SHA-256 thumbprint starts with `text`, in any pasted form.
 * @throws OperatorError `key-unknown`, `key-ambiguous`
 */
export function findKey(context: CommandContext, tenant: Tenant, text: string): KeyWithState {
  const digits = text.replace(/[\s:\p{Cf}\p{Cc}]/gu, '').toLowerCase();
  const keys = keysWithState(tenant.connection);
  const list = `To list its keys: ${context.commandLine(`tenant key list ${tenant.app} ${tenant.id}`)}`;
  if (digits.length < minimumDigits || /[^0-9a-f]/.test(digits)) {
    throw new OperatorError(
      'key-unknown',
      `Enter the thumbprint of a key, or at least its first ${minimumDigits} digits.`,
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
    throw new OperatorError('key-ambiguous', `Several keys match: ${all}. Enter more digits.`);
  }
  return key;
}
