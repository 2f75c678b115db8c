import { readResponse } from '../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { type AcceptedAssertion, verifyResponse } from '../../shared/saml/inbound/verify.ts';
import { facts } from '../fixtures/facts.ts';
import type { SigningKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';

/** Latchkey's verdict on `message` for TimeTrack's tenant acme, which trusts `key` alone. @throws Problem */
export function verdictOn(message: string, key: SigningKey, allowSha1 = false): AcceptedAssertion {
  const trust = prepareTrust({ trustedKeys: [asCertificate(key)], allowSha1 });
  const { issuer, identifier, replyUrl, now } = facts;
  return verifyResponse(readResponse(toBase64(message)), { issuer, identifier, replyUrl, trust }, now);
}
