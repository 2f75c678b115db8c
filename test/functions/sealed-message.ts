import { type EncryptionChoices, encryptedAssertion } from '../fixtures/encrypt.ts';
import type { EntraParts } from '../fixtures/entra-parts.ts';
import { asEntraWrites, entraResponse } from '../fixtures/entra-response.ts';
import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { signAssertion, signWhole } from '../fixtures/sign.ts';
import type { Customer } from './customer.ts';

/** How a customer's directory encrypts; what is left out is as Entra does it. */
export interface SealedChoices {
  readonly parts?: Partial<EntraParts>;
  readonly encryption?: EncryptionChoices;
  /** Default: the assertion. */
  readonly sign?: 'assertion' | 'response' | 'both' | 'nothing';
  readonly key?: SigningKey;
  /** Changes the plaintext before it is encrypted. */
  readonly inside?: (assertion: string) => string;
}

let count = 0;

/** A message of the customer's directory with its assertion encrypted, its ID its own. */
export function sealedMessage(
  { tenant, urls }: Pick<Customer, 'tenant' | 'urls'>,
  choices: SealedChoices = {},
): string {
  const { sign = 'assertion', key = signingKey(), inside = (assertion) => assertion } = choices;
  count += 1;
  const unsigned = entraResponse({
    issuer: tenant.connection.issuer,
    audience: urls.identifier,
    replyUrl: urls.replyUrl,
    inResponseTo: undefined,
    assertionId: `_sealed-${count}`,
    ...choices.parts,
  });
  const isSignedInside = sign === 'assertion' || sign === 'both';
  const written = isSignedInside ? signAssertion(unsigned, { key }) : unsigned;
  const [assertion = ''] = /<Assertion[ >].*<\/Assertion>/s.exec(written) ?? [];
  const message = written.replace(assertion, () => encryptedAssertion(inside(assertion), choices.encryption));
  return asEntraWrites(sign === 'response' || sign === 'both' ? signWhole(message, { key }) : message);
}
