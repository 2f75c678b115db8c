import { directoryClaim, objectClaim } from '../../../../shared/saml/inbound/assertion/attributes.ts';

/** One value that finds a person, and how. */
interface IdentifyingValue {
  readonly value: string;
  /** Where it stands in the token. */
  readonly claim: string;
  readonly mutable: boolean;
  readonly use: string;
}

/** How the application matches a sign-in to a user: the declaration that the validator asks for. */
export interface IdentityMapping {
  readonly matchedBy: readonly IdentifyingValue[];
  /** The declaration in words, to paste. */
  readonly declaration: string;
}

/**
 * How Latchkey recognises people (decision 0011-immutable-identity): the mutable name finds the user that the vendor
 * created, once; from then on the immutable pair decides. `gallery check` proves it with its rows `identity-renamed` and
 * `identity-reassigned`.
 */
export const identityMapping: IdentityMapping = {
  matchedBy: [
    {
      value: 'user principal name (UPN)',
      claim: 'Unique User Identifier (Name ID)',
      mutable: true,
      use: 'At the first sign-in it finds the user that the vendor created, or names the one that is created then. Afterwards it decides nothing alone.',
    },
    {
      value: 'object ID',
      claim: objectClaim,
      mutable: false,
      use: 'Bound to the user at the first sign-in. From then on it decides who signs in.',
    },
    {
      value: 'directory (tenant) ID',
      claim: directoryClaim,
      mutable: false,
      use: 'Bound together with the object ID, which is unique in one directory only.',
    },
  ],
  declaration:
    'The application pairs the user principal name (mutable) with the object ID and the directory ID (immutable). The ' +
    'user principal name selects a user only until the first sign-in, which binds the object ID. Afterwards a sign-in ' +
    'with the same name and another object ID is refused, and a renamed person with the same object ID stays the same user.',
};
