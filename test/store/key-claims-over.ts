import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { dynamoDbKeyClaimStore } from '../../shared/tenants/keys/claims/key-claim-store.ts';
import { withSigner } from '../../shared/tenants/keys/proven-keys.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { ChangeRules, TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { apps } from '../fixtures/apps.ts';
import type { Database } from '../harness/database.ts';
import { aTenant, type newCertificate, now, provenBy } from '../harness/samples.ts';

/** A certificate as a tenant trusts it. */
export type Certificate = ReturnType<typeof newCertificate>;

/** The thumbprint by which a tenant may trust a certificate. */
export function thumbprintOf({ certificate }: Certificate, algorithm: 'sha1' | 'sha256') {
  const thumbprint = createHash(algorithm).update(Buffer.from(certificate, 'base64')).digest('hex');
  return { kind: 'thumbprint', algorithm, thumbprint } as const;
}

/** A tenant of an app whose tenants share one Identifier; `proven` have signed for it, `more` it only trusts. */
export const trakstar = (proven: readonly Certificate[], more: readonly TrustedKey[] = []) =>
  aTenant({
    app: 'trakstar',
    connection: { trustedKeys: [...proven, ...more], ...(proven.length > 0 ? provenBy(...proven) : {}) },
  });

/** The same, of keys that have proven nothing. */
export const trusting = (...keys: TrustedKey[]) => trakstar([], keys);
/** Who changes keys here. */
export const author = { by: 'maria', at: now };

/** What the tests of the claims of keys do, over the tables of a test. */
export function keyClaimsOver(database: () => Database) {
  const store = (): TenantStore => dynamoDbTenantStore(database().tables.tenants, apps);
  const claims = () => dynamoDbKeyClaimStore(database().tables.tenants, apps);
  const find = async ({ app, id }: Tenant) => (await store().find(app, id)) ?? expect.unreachable();
  const changeKeys = ({ app, id }: Tenant, trustedKeys: readonly TrustedKey[], rules?: ChangeRules) =>
    store().change(
      app,
      id,
      author,
      (found) => ({ ...found, connection: { ...found.connection, trustedKeys } }),
      rules,
    );
  const prove = ({ app, id }: Tenant, { certificate }: Certificate, rules?: ChangeRules) =>
    store().change(
      app,
      id,
      author,
      (found) => ({ ...found, connection: withSigner(found.connection, certificate, now) }),
      rules,
    );
  const holderOf = async (tenant: Tenant) => (await claims().claimsOf(await find(tenant)))[0]?.holder;

  return { store, claims, find, changeKeys, prove, holderOf };
}
