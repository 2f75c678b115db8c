import { describe, expect, it } from 'vitest';
import { judgeResponse } from '../../../shared/saml/inbound/judge.ts';
import { readResponse } from '../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../shared/saml/inbound/trusted-keys.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate, asThumbprint } from '../../fixtures/trusted-key.ts';

const trusted = {
  'the certificate': asCertificate(signingKey()),
  'its SHA-1 thumbprint': asThumbprint(signingKey()),
  'its SHA-256 thumbprint': asThumbprint(signingKey(), 'sha256'),
};

describe('judgeResponse', () => {
  describe.each(Object.entries(trusted))('where the tenant trusts %s', (_, trustedKey) => {
    it.each(['assertion', 'response', 'both'] as const)("accepts Entra's message with %s signed", (sign) => {
      const accepted = judgeResponse(
        readResponse(toBase64(signedResponse({}, { sign }))),
        {
          issuer: facts.issuer,
          identifier: facts.identifier,
          replyUrl: facts.replyUrl,
          trust: prepareTrust({ trustedKeys: [trustedKey], allowSha1: false }),
        },
        facts.now,
      );

      expect(accepted.nameId.value).toBe(facts.signInName);
      expect(accepted.signed).toBe(sign);
    });
  });
});
