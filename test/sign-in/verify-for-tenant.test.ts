import { X509Certificate } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { productionSite } from '../../shared/apps/site.ts';
import { readResponse } from '../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { requireDecryption, verifyForTenant } from '../../shared/sign-in/verify-for-tenant.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { gallery } from '../fixtures/apps.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import { signedResponse } from '../fixtures/signed-response.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { aTenant } from '../harness/samples.ts';
import { tenant } from '../ids/identifiers.ts';
import { refusalOf } from '../saml/inbound/refusal.ts';

const timetrack = productionSite(gallery.timetrack);
const message = readResponse(toBase64(signedResponse()));

const acme = (more: Partial<Tenant['connection']> = {}) =>
  aTenant({
    id: tenant('acme'),
    connection: { issuer: facts.issuer, trustedKeys: [asCertificate(signingKey())], ...more },
  });

const judge = (at: Tenant, site = timetrack) =>
  refusalOf(() => verifyForTenant(message, site, at, facts.now));

describe('a message is judged by', () => {
  it.each<[string, Tenant, typeof timetrack, string]>([
    ['the tenant that the URL names', acme(), timetrack, 'done'],
    ['that tenant’s Identifier', { ...acme(), id: tenant('globex') }, timetrack, 'audience-mismatch'],
    [
      'the site, whatever its scheme',
      acme(),
      { ...timetrack, origin: 'http://{tenant}.timetrackenterprise.com' },
      'audience-mismatch',
    ],
    ['the app of the site', acme(), productionSite(gallery.trakstar), 'audience-mismatch'],
    ['that tenant’s issuer', acme({ issuer: `${facts.issuer}x` }), timetrack, 'issuer-mismatch'],
    [
      'that tenant’s keys',
      acme({ trustedKeys: [asCertificate(signingKey({ name: 'other' }))] }),
      timetrack,
      'key-unknown',
    ],
    ['no keys where it has none', acme({ trustedKeys: [] }), timetrack, 'key-missing'],
  ])('%s', (_, at, site, outcome) => {
    expect(judge(at, site)).toBe(outcome);
  });
});

it('reads the certificates of a connection once for as long as it is the same', () => {
  const parse = vi.spyOn(X509Certificate.prototype, 'publicKey', 'get');
  const one = acme();
  try {
    judge(one);
    const parsed = parse.mock.calls.length;
    judge(one);
    judge(one);
    expect(parsed).toBeGreaterThan(0);
    expect(parse.mock.calls).toHaveLength(parsed);
    judge(acme());
    expect(parse.mock.calls.length).toBeGreaterThan(parsed);
  } finally {
    parse.mockRestore();
  }
});

describe('the key of an encrypted assertion', () => {
  const key = async () => new Uint8Array(32);
  const encryption = { mode: 'optional', certificate: signingKey().certificate } as const;
  const signer = prepareTrust({ trustedKeys: [asCertificate(signingKey())], allowSha1: false })
    .certificates[0];
  const { connection } = aTenant();

  it('is used for a tenant that takes one, where this deployment has it', () => {
    expect(requireDecryption({ ...connection, encryption }, key, undefined)).toBe(key);
  });

  it.each([
    ['the tenant takes none', connection, key, undefined],
    ['the tenant takes none, whoever signed it', connection, key, signer],
    ['this deployment has none', { ...connection, encryption }, undefined, undefined],
    ['this deployment has none, whoever signed it', { ...connection, encryption }, undefined, signer],
  ])('is not used where %s', (_, takes, ours, envelopeSigner) => {
    expect(() => requireDecryption(takes, ours, envelopeSigner)).toThrow(
      expect.objectContaining({
        code: 'assertion-encrypted',
        authenticated: envelopeSigner !== undefined,
      }),
    );
  });
});
