import { Buffer } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import type { Standing } from '../apps/standing-site.ts';
import { writeCertificate } from '../certificates/write-certificate.ts';
import type { AppId } from '../ids/app-id.ts';
import { checkTenantId } from '../ids/check-tenant-id.ts';
import { newUserId } from '../ids/user-id.ts';
import type { PublicKeys, SigningKeys } from '../keys/own-keys.ts';
import { defined } from '../objects/defined.ts';
import type { Table } from '../store/table.ts';
import { thumbprintsOf } from '../tenants/keys/thumbprints.ts';
import { readTenantItem, tenantKey, toTenantItem } from '../tenants/store/tenant-item.ts';
import { sessionLength, type Tenant } from '../tenants/tenant.ts';
import { toUserItem, userKey } from '../users/user-item.ts';

/** The directory of the checks: a name that no server can have (RFC 2606). */
export const checkDirectory = {
  issuer: 'https://directory.latchkey-check.invalid/',
  loginUrl: 'https://directory.latchkey-check.invalid/sign-on',
} as const;

/** The only person of the check tenant. */
export const checkPerson = 'sign-in-check@latchkey-check.invalid';

/** The key that signs for the check tenant: it never leaves KMS. */
export interface CheckKey {
  readonly id: string;
  readonly publicKeys: PublicKeys;
  readonly signingKeys: SigningKeys;
}

/** How long its certificate is valid, in days, and when it is replaced before its end. */
const certificateDays = { valid: 3_650, replaced: 60 } as const;
const dayMilliseconds = 86_400_000;

/**
 * Makes sure that the check tenant of `app` exists, trusts `key` alone, stands at `standsAt` and has one person. Two
 * reads; two writes at the first time, one after the key was replaced or the tenant stood elsewhere. Both items are written outside the indexes that list customers and
 * schedule refreshes, so that no list, reminder or refresh finds them. The key is stored as already proven: a sign-in
 * then changes nothing of the tenant.
 */
export async function prepareCheckTenant(
  table: Table,
  key: CheckKey,
  { app, standsAt }: Standing,
  now: Date,
): Promise<void> {
  const [stored, person] = await Promise.all([
    table.get(tenantKey(app, checkTenantId)),
    table.get(userKey(app, checkTenantId, checkPerson)),
  ]);
  const before = stored && readTenantItem(stored);
  if (before === undefined || before.standsAt !== standsAt || !(await trusts(before, key, now))) {
    const tenant = { ...(await checkTenant(key, app, now)), ...defined({ standsAt }) };
    const item = toTenantItem({ tenant, version: 0 });
    await table.put({ ...item, listKey: 'checks', turnKey: undefined, turnEntry: undefined });
  }
  if (person === undefined) {
    await table.put(
      toUserItem({
        app,
        tenant: checkTenantId,
        id: newUserId(),
        signInName: checkPerson,
        active: true,
        createdAt: now,
        updatedAt: now,
      }),
    );
  }
}

async function trusts({ connection }: Tenant, key: CheckKey, now: Date): Promise<boolean> {
  const [trusted] = connection.trustedKeys;
  if (trusted?.kind !== 'certificate') return false;
  const certificate = new X509Certificate(Buffer.from(trusted.certificate, 'base64'));
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  const replacedAt = certificate.validToDate.getTime() - certificateDays.replaced * dayMilliseconds;
  return now.getTime() < replacedAt && Buffer.compare(spki, await key.publicKeys.publicKeyOf(key.id)) === 0;
}

async function checkTenant(key: CheckKey, app: AppId, now: Date): Promise<Tenant> {
  const der = await writeCertificate({
    subject: 'Latchkey sign-in check',
    notBefore: new Date(now.getTime() - dayMilliseconds),
    notAfter: new Date(now.getTime() + certificateDays.valid * dayMilliseconds),
    publicKey: await key.publicKeys.publicKeyOf(key.id),
    sign: (octets) => key.signingKeys.sign(key.id, octets),
  });
  const certificate = der.toString('base64');
  return {
    app,
    id: checkTenantId,
    connection: {
      state: 'active',
      ...checkDirectory,
      trustedKeys: [{ kind: 'certificate', certificate }],
      provenKeys: [{ ...thumbprintsOf(certificate), at: now }],
      allowSha1: false,
    },
    sso: true,
    sessionLengthSeconds: sessionLength.minimumSeconds,
    createdAt: now,
    updatedAt: now,
  };
}
