import { randomBytes } from 'node:crypto';
import { sharesReplyUrl } from '../../../../shared/apps/key-space.ts';
import type { Site } from '../../../../shared/apps/site.ts';
import type { FlowId } from '../../../../shared/ids/flow-id.ts';
import { parseTenantId, type TenantId } from '../../../../shared/ids/tenant-id.ts';
import { newUserId } from '../../../../shared/ids/user-id.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import { flowKey } from '../../../../shared/sign-in/flow-item.ts';
import { historyPartition } from '../../../../shared/tenants/history/tenant-change-item.ts';
import { thumbprintsOf } from '../../../../shared/tenants/keys/thumbprints.ts';
import { type ProvenKey, sessionLength, type Tenant } from '../../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../../command-context.ts';
import type { TestKey } from '../certificates/test-key.ts';
import { createDirectory, type GalleryDirectory, galleryDirectoryHost } from './gallery-directory.ts';

/** A tenant that exists for one run, its directory, and the flows to remove with it. */
export interface ThrowAwayTenant {
  readonly tenant: Tenant;
  readonly directory: GalleryDirectory;
  /** The ids of the requests and sign-ins of this tenant. */
  readonly flows: Set<FlowId>;
}

/** The stores that a run writes to. */
export type CheckStores = Pick<CommandContext, 'tenants' | 'users' | 'rejections' | 'tables' | 'author'>;

const namePrefix = 'latchkey-gallery-';

/** A run ends within five minutes; a tenant that is older has been left by a run that was killed. */
const leftAfterMilliseconds = 15 * 60_000;

/** Makes a name for a tenant that no customer has: 64 random bits. */
function newName(): TenantId {
  return parseTenantId(`${namePrefix}${randomBytes(8).toString('hex')}`) as TenantId;
}

/**
 * Prepares a tenant that trusts the working, the expired and the not yet valid certificate of a directory of its own, as
 * the app's article hands trust over: by thumbprint or by certificate. Writes nothing: {@link addThrowAwayTenant} does.
 */
export async function planThrowAwayTenant(site: Site, now: Date): Promise<ThrowAwayTenant> {
  const { app } = site;
  const directory = await createDirectory(now);
  const { working, expired, later } = directory.keys;
  // Where no URL names the tenant, only a test on the set-up page proves a key, and unsolicited messages need one.
  const provenKeys = sharesReplyUrl(app) ? [working, expired].map((key) => provenAt(key, now)) : undefined;
  const trustedKeys = [working, expired, later].map(({ certificate }): TrustedKey => {
    const der = certificate.toString('base64');
    return app.trustHandedOverBy === 'thumbprint'
      ? { kind: 'thumbprint', algorithm: 'sha1', thumbprint: thumbprintsOf(der).sha1 }
      : { kind: 'certificate', certificate: der };
  });
  const tenant: Tenant = {
    app: app.id,
    id: newName(),
    displayName: 'Gallery check, removed at its end',
    standsAt: site.origin,
    connection: {
      state: 'active',
      issuer: directory.issuer,
      loginUrl: directory.loginUrl,
      trustedKeys,
      ...defined({ provenKeys }),
      allowSha1: false,
    },
    sso: true,
    sessionLengthSeconds: sessionLength.minimumSeconds,
    createdAt: now,
    updatedAt: now,
  };
  return { tenant, directory, flows: new Set() };
}

function provenAt({ certificate }: TestKey, at: Date): ProvenKey {
  return { ...thumbprintsOf(certificate.toString('base64')), at };
}

/** Adds a planned tenant with its one active person. */
export async function addThrowAwayTenant(
  stores: CheckStores,
  { tenant, directory }: ThrowAwayTenant,
): Promise<void> {
  await stores.tenants.add(tenant, await stores.author('gallery check'));
  await stores.users.add({
    app: tenant.app,
    tenant: tenant.id,
    id: newUserId(),
    signInName: directory.person.nameId,
    active: true,
    createdAt: tenant.createdAt,
    updatedAt: tenant.createdAt,
  });
}

/**
 * Removes every trace of a tenant: itself, its people, key claims, sessions, requests, refusals and history. Can be
 * repeated, also for a tenant that was never added.
 */
export async function removeThrowAwayTenant(
  stores: CheckStores,
  { tenant, flows }: Pick<ThrowAwayTenant, 'tenant' | 'flows'>,
): Promise<void> {
  const { app, id } = tenant;
  await stores.tenants.remove(app, id);
  // After the tenant: no sign-in and no refusal is added from then on.
  await stores.rejections.remove(app, tenant);
  for (const flow of flows) await stores.tables.flows.delete(flowKey(app, id, flow));
  await removeLoggedFlows(stores, tenant);
  const history = {
    condition: '#partitionKey = :partition',
    values: { partition: historyPartition(app, id) },
  };
  for await (const items of stores.tables.tenants.query(history)) {
    for (const { partitionKey, sortKey } of items) {
      await stores.tables.tenants.delete({ partitionKey: String(partitionKey), sortKey: String(sortKey) });
    }
  }
}

/** Removes the sessions that the log names: those of a run whose memory is gone. */
async function removeLoggedFlows({ tables }: CheckStores, { app, id }: Tenant): Promise<void> {
  const log = {
    index: 'by-time',
    condition: '#logKey = :tenant',
    values: { tenant: `${app}#${id}` },
  };
  for await (const items of tables.flows.query(log)) {
    for (const { partitionKey } of items) await tables.flows.delete({ partitionKey: String(partitionKey) });
  }
}

/**
 * Removes the tenants that killed runs left behind: by their name, their directory's host, which no customer has, and
 * an age that no run reaches. Returns their names.
 */
export async function removeLeftTenants(
  stores: CheckStores,
  { app }: Site,
  now: Date,
): Promise<readonly TenantId[]> {
  const removed: TenantId[] = [];
  for await (const page of stores.tenants.pages(app.id, { prefix: namePrefix })) {
    for (const tenant of page) {
      const isOfACheck = URL.parse(tenant.connection.loginUrl)?.hostname === galleryDirectoryHost;
      const isLeft = now.getTime() - tenant.createdAt.getTime() > leftAfterMilliseconds;
      if (!isOfACheck || !isLeft) continue;
      await removeThrowAwayTenant(stores, { tenant, flows: new Set() });
      removed.push(tenant.id);
    }
  }
  return removed;
}
