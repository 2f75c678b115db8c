import { Problem } from '../problems/problem.ts';
import type { MessageFacts } from '../saml/inbound/message-facts.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { authenticationMethodsAttribute, authenticationMethodsOf } from './authentication-methods.ts';

/** What an assertion says of how its person signed in to the directory. */
export type StatedAuthentication = Pick<MessageFacts, 'attributes' | 'authnContextClassRef'>;

/**
 * Requires evidence of several factors where the operator requires it of the tenant: `multipleauthn` among the
 * methods, or a class that means several factors. Silence of the directory is none. Pure.
 * @throws Problem `multi-factor-missing`, which names methods and class and nothing of the person
 */
export function requireMultiFactor(
  { requiresMultiFactor }: Pick<Tenant, 'requiresMultiFactor'>,
  { attributes = new Map(), authnContextClassRef }: StatedAuthentication,
): void {
  if (requiresMultiFactor !== true) return;
  const methods = authenticationMethodsOf(attributes, authnContextClassRef);
  if (methods.includes('mfa')) return;
  throw new Problem('multi-factor-missing', {
    expected: `http://schemas.microsoft.com/claims/multipleauthn in ${authenticationMethodsAttribute}`,
    actual: `${methods.join(', ') || 'no known method'}; class ${authnContextClassRef ?? 'not stated'}`,
  });
}
