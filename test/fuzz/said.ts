import type { AcceptedAssertion } from '../../shared/saml/inbound/verify.ts';

/** What a message says of a person, to be compared between two readers. */
export interface Said {
  readonly nameId: string;
  readonly issuer: string;
  /** The Audiences of each AudienceRestriction. */
  readonly audiences: readonly (readonly string[])[];
  readonly recipient: string;
  /** Attribute names with their values, in document order. */
  readonly attributes: readonly (readonly [name: string, values: readonly string[]])[];
}

/** What Latchkey took from an accepted message. */
export function saidBy(accepted: AcceptedAssertion): Said {
  return {
    nameId: accepted.nameId.value,
    issuer: accepted.issuer,
    audiences: accepted.conditions.audienceRestrictions,
    recipient: accepted.confirmation.recipient,
    attributes: [...accepted.attributes],
  };
}
