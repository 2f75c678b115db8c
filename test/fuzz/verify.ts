import { readResponse } from '../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { verifyResponse } from '../../shared/saml/inbound/verify.ts';
import { canonicalXml } from '../../shared/saml/inbound/xml/canonical-xml.ts';
import { readXml } from '../../shared/saml/inbound/xml/read-xml.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { type Said, saidBy } from './said.ts';

/** What is fuzzed. */
export interface Verifier {
  /** What a message says, and which of its signatures make it believed. @throws Problem */
  readonly judge: (samlResponse: string) => Said & { readonly signed: 'assertion' | 'response' | 'both' };
  /** @throws Problem */
  readonly read: typeof readXml;
  readonly canonical: typeof canonicalXml;
  /** Whether its time counts. Default true. */
  readonly isTimed?: boolean;
}

/** The key that signs every genuine message here, and the only one that is trusted. */
export const trustedKey = signingKey();

const trust = prepareTrust({ trustedKeys: [asCertificate(trustedKey)], allowSha1: false });
const { issuer, identifier, replyUrl } = facts;

/** Latchkey as TimeTrack's tenant acme, at `facts.now`. */
export const latchkey: Verifier = {
  judge(samlResponse) {
    const accepted = verifyResponse(
      readResponse(samlResponse),
      { issuer, identifier, replyUrl, trust },
      facts.now,
    );
    return { ...saidBy(accepted), signed: accepted.signed };
  },
  read: readXml,
  canonical: canonicalXml,
};
