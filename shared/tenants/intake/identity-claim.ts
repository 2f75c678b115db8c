import { persistentNameId } from '../../saml/inbound/assertion/identity.ts';
import type { DraftValues } from '../draft/connection-draft.ts';
import type { Connection } from '../tenant.ts';
import type { ConnectionWarning } from './connection-warnings.ts';
import { isEntraIssuer } from './entra-hosts.ts';

/** The word that people type for {@link persistentNameId}. */
const persistentWord = 'persistent-name-id';

/**
 * Returns the stored form of the identity claim in `text`: 1 to 256 visible ASCII characters, or {@link
 * persistentNameId}. Undefined where it names none.
 */
export function parseIdentityClaim(text: string): string | undefined {
  if (text === persistentWord) return persistentNameId;
  return /^[\x21-\x7e]{1,256}$/.test(text) ? text : undefined;
}

/** Returns an identity claim as people type it. */
export function shownIdentityClaim(claim: string): string {
  return claim === persistentNameId ? persistentWord : claim;
}

/**
 * Returns the identity claim that a connection of these values would have. A claim that the values name comes first,
 * then the running one if the directory stays the same. A claim named before there was any directory applies to the
 * first one. Entra has none.
 */
export function identityClaimOf(
  running: Pick<Connection, 'issuer' | 'identityClaim'>,
  { issuer, identityClaim }: Pick<DraftValues, 'issuer' | 'identityClaim'>,
): string | undefined {
  if (issuer === undefined || isEntraIssuer(issuer)) return undefined;
  if (identityClaim !== undefined) return identityClaim;
  return ['', issuer].includes(running.issuer) ? running.identityClaim : undefined;
}

/** Returns a warning where a directory other than Entra has no identity claim. */
export function identityWarnings({
  issuer,
  identityClaim,
}: Pick<Connection, 'issuer' | 'identityClaim'>): readonly ConnectionWarning[] {
  if (issuer === '' || identityClaim !== undefined || isEntraIssuer(issuer)) return [];
  return [
    {
      code: 'recognised-by-name',
      facts: {},
      message:
        'People are recognised by their sign-in name alone unless this directory sends objectidentifier and tenantid. ' +
        'A name can change or be given to somebody else: tenant set … --identity-claim <name>',
    },
  ];
}

/** Returns a warning where people bound by the running claim would not be recognised by the next one. */
export function replacedClaimWarnings(
  running: Pick<Connection, 'issuer' | 'identityClaim'>,
  next: Pick<Connection, 'issuer' | 'identityClaim'>,
): readonly ConnectionWarning[] {
  const { identityClaim: before } = running;
  const { identityClaim: after } = next;
  if (running.issuer !== next.issuer || before === undefined || before === after) return [];
  const facts = {
    before: shownIdentityClaim(before),
    after: after === undefined ? '' : shownIdentityClaim(after),
  };
  return [
    {
      code: 'identity-claim-replaced',
      facts,
      message: `The identity claim was ${facts.before}. People who are bound by it cannot sign in until they are bound again.`,
    },
  ];
}
