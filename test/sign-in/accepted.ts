import { readResponse } from '../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { type AcceptedAssertion, verifyResponse } from '../../shared/saml/inbound/verify.ts';
import { type ResponseProfile, responseProfileOf } from '../../shared/sign-in/response-profile.ts';
import type { EntraParts } from '../fixtures/entra-parts.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import { signedResponse } from '../fixtures/signed-response.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';

/** What the judge makes of a genuine message with these parts, at `facts.now`. */
export function acceptedAssertion(parts: Partial<EntraParts> = {}): AcceptedAssertion {
  const { issuer, identifier, replyUrl, now } = facts;
  const trust = prepareTrust({ trustedKeys: [asCertificate(signingKey())], allowSha1: false });
  const unverified = readResponse(toBase64(signedResponse(parts)));
  return verifyResponse(unverified, { issuer, identifier, replyUrl, trust }, now);
}

/** The shape of what is disclosed. */
export function knownProfileOf(accepted: Parameters<typeof responseProfileOf>[0]): ResponseProfile {
  const shape = responseProfileOf(accepted);
  if (shape === undefined) throw new TypeError('not disclosed');
  return shape;
}
