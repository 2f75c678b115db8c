import { claimRuleLimits } from '../../shared/claims/claim-rules-schema.ts';
import { maximumMappedClaimsBytes } from '../../shared/claims/map-claims.ts';
import { maximumNonceLength } from '../../shared/openid/authorization-request.ts';
import { maximumStateLength } from '../../shared/openid/request-parameters.ts';
import { longestClass } from '../../shared/sign-in/authentication.ts';
import { maximumReturnToLength } from '../../shared/sign-in/browser/return-to.ts';
import { longestText } from '../../shared/sign-in/longest-text.ts';
import { maximumResponseProfileBytes } from '../../shared/sign-in/response-profile.ts';
import { maximumTestSummaryBytes } from '../../shared/tenants/draft/draft.ts';
import { changeLimits } from '../../shared/tenants/history/tenant-change.ts';
import { maximumAddressBytes, maximumIssuerLength } from '../../shared/tenants/intake/address.ts';
import { maximumKeysBytes } from '../../shared/tenants/keys/key-sizes.ts';
import { maximumRetiredKeys } from '../../shared/tenants/keys/key-states.ts';

/** The most bytes of a character in UTF-8, of those that JavaScript counts as one. */
const characterBytes = 3;
/** What an item has beside its texts: names of attributes, dates, ids, keys of table and indexes. */
const frameBytes = 1_536;
const retiredKeyBytes = 400;
/** A certificate of our own, in base64. */
const ownCertificateBytes = 2_048;
const issuerBytes = maximumIssuerLength * characterBytes;
const addressesBytes = issuerBytes + 3 * maximumAddressBytes;
const userNameBytes = 1_024;
const factBytes = 300 * characterBytes;

/** The request of an OpenID client, as JSON: state, nonce, redirect URI, and what it asks of the authentication. */
const authorizationBytes = 2 * (maximumStateLength + maximumNonceLength) + 1_536;

const changeBytes =
  changeLimits.authorLength * characterBytes +
  changeLimits.reasonLength * characterBytes +
  changeLimits.events * changeLimits.keyEventBytes +
  changeLimits.settings * 2 * changeLimits.settingLength * characterBytes;

/**
 * The largest item of each kind that may be stored, in bytes, added up from the limits that the code itself enforces.
 * `test/infra/largest-items.test.ts` builds each by the stores and compares.
 */
export const largestItems = {
  tenant:
    frameBytes +
    maximumKeysBytes +
    maximumRetiredKeys * retiredKeyBytes +
    2 * addressesBytes +
    2 * ownCertificateBytes +
    maximumTestSummaryBytes +
    claimRuleLimits.bytes +
    changeLimits.reasonLength * characterBytes +
    changeBytes,
  flow:
    frameBytes +
    issuerBytes +
    maximumReturnToLength +
    maximumResponseProfileBytes +
    maximumMappedClaimsBytes +
    7 * longestText * characterBytes +
    longestClass * characterBytes +
    authorizationBytes +
    userNameBytes,
  user: frameBytes + 3 * userNameBytes + longestText * characterBytes,
  refusal: frameBytes + maximumResponseProfileBytes + 3 * factBytes,
  setupLink: frameBytes + changeLimits.authorLength * characterBytes,
} as const;

/** One of {@link largestItems}. */
export type ItemKind = keyof typeof largestItems;

/** Units of a strongly consistent read of the largest item of a kind: one for each 4 kB begun. */
export function readUnitsOf(kind: ItemKind): number {
  return Math.ceil(largestItems[kind] / 4_096);
}

/** Units of a write of the largest item of a kind: one for each 1 kB begun. */
export function writeUnitsOf(kind: ItemKind): number {
  return Math.ceil(largestItems[kind] / 1_024);
}
