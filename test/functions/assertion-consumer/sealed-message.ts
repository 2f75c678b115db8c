import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { entraResponse } from '../../fixtures/entra-response.ts';
import { type SealChoices, sealResponse } from '../../fixtures/seal.ts';
import type { Customer } from '../../harness/customer.ts';

/** How a customer's message is sealed. */
export interface SealedChoices extends SealChoices {
  readonly parts?: Partial<EntraParts>;
}

let count = 0;

/** A message of the customer's directory with its assertion encrypted, its ID its own. */
export function sealedMessage(
  { tenant, urls }: Pick<Customer, 'tenant' | 'urls'>,
  { parts, ...choices }: SealedChoices = {},
): string {
  count += 1;
  const unsigned = entraResponse({
    issuer: tenant.connection.issuer,
    audience: urls.identifier,
    replyUrl: urls.replyUrl,
    inResponseTo: undefined,
    assertionId: `_sealed-${count}`,
    ...parts,
  });
  return sealResponse(unsigned, choices);
}
