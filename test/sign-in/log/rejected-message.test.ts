import { expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { readResponse } from '../../../shared/saml/inbound/response.ts';
import { claimsOfMessage, diagnoseRejected } from '../../../shared/sign-in/log/rejected-message.ts';
import { gallery } from '../../fixtures/apps.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { aTenant } from '../../harness/samples.ts';

const read = (parts: Partial<EntraParts> = {}) => readResponse(toBase64(signedResponse(parts)));

const deps = (trusted = signingKey()) => ({
  site: productionSite(gallery.timetrack),
  tenant: aTenant({ connection: { issuer: facts.issuer, trustedKeys: [asCertificate(trusted)] } }),
  now: facts.now,
});

it('is the issuer, the certificate and the algorithm that a message claims', () => {
  expect(claimsOfMessage(read())).toStrictEqual({
    issuer: facts.issuer,
    certificate: signingKey().sha1Thumbprint.toLowerCase(),
    signatureHash: 'sha256',
  });
});

it('keeps 300 characters of an issuer', () => {
  expect(claimsOfMessage(read({ responseIssuer: 'x'.repeat(400) })).issuer).toBe('x'.repeat(300));
});

it('knows no issuer where there is none, and none that is not a text', () => {
  const message = read();
  const { issuer } = message;
  if (issuer === undefined) throw new Error('Entra names itself');
  const nested = { ...message, issuer: { ...issuer, children: [message.assertion] } };

  expect(claimsOfMessage(read({ responseIssuer: undefined }))).not.toHaveProperty('issuer');
  expect(claimsOfMessage(nested)).not.toHaveProperty('issuer');
});

it('is the shape as well, where a trusted key has signed', async () => {
  const { shape, failed } = await diagnoseRejected(read(), deps());

  expect(shape?.certificate).toBe(signingKey().sha1Thumbprint.toLowerCase());
  expect(failed).not.toContain('signing-key');
});

it('is no shape where an unknown key has signed', async () => {
  const refused = await diagnoseRejected(read(), deps(signingKey({ name: 'other' })));

  expect(refused).not.toHaveProperty('shape');
  expect(refused.failed).toContain('signing-key');
});
