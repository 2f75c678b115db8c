import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newReference } from '../../shared/ids/reference.ts';
import { parseSetupLinkId } from '../../shared/ids/setup-link-id.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import {
  maximumOpenings,
  type SetupLink,
  sessionSlots,
  setupSessionSeconds,
} from '../../shared/setup/setup-link.ts';
import { usesPerHour } from '../../shared/setup/setup-link-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

const aHash = () => randomBytes(32).toString('base64url');
const anHour = 3_600;

function aLink(more: Partial<SetupLink> = {}): SetupLink {
  const id = parseSetupLinkId(newReference()) ?? expect.unreachable();
  return {
    app: 'trakstar',
    tenant: newTenantId(),
    id,
    secretHash: aHash(),
    intent: 'set-up',
    once: false,
    createdBy: 'maria@workstation',
    createdAt: now,
    expiresAt: secondsFromNow(7 * 86_400),
    openings: 0,
    ...more,
  };
}

describeWithDatabase('the store of set-up links', (database) => {
  const store = () => dynamoDbSetupLinkStore(database().tables.tenants);
  const added = async (more: Partial<SetupLink> = {}) => {
    const link = aLink(more);
    expect(await store().add(link)).toBe(true);
    return link;
  };
  const opening = ({ app, tenant, id, secretHash }: SetupLink, at = now) => ({
    app,
    tenant,
    id,
    secretHash,
    sessionHash: aHash(),
    now: at,
  });
  /** Opens a link, and what the browser then shows. */
  const opened = async (link: SetupLink, at = now) => {
    const asked = opening(link, at);
    const { session } = (await store().open(asked)) ?? expect.unreachable();
    const { app, tenant } = link;
    return { app, tenant, link: link.id, slot: session.slot, secretHash: asked.sessionHash };
  };

  it('finds and lists links as they were added, the newest first', async () => {
    const older = await added({ createdAt: secondsFromNow(-60) });
    const newer = await added({ tenant: older.tenant, once: true, intent: 'inspect' });

    expect(await store().find(older.app, older.tenant, older.id)).toEqual(older);
    expect(await store().list(older.app, older.tenant)).toEqual([newer, older]);
    expect(await store().list('timetrack', older.tenant)).toEqual([]);
    expect(await store().add(older)).toBe(false);
  });

  it('opens a link for who has its secret, and finds the browser again by one request', async () => {
    const link = await added();
    const holder = await opened(link);
    const requests = await database().requestsOf(async () => {
      expect(await store().findOpen(holder, now)).toMatchObject({ link: { id: link.id, openings: 1 } });
    });

    expect(requests).toEqual(['BatchGetItemCommand']);
  });

  it.each<[string, Partial<SetupLink>, (link: SetupLink) => SetupLink]>([
    ['with another secret', {}, (link) => ({ ...link, secretHash: aHash() })],
    ['with an empty secret', {}, (link) => ({ ...link, secretHash: '' })],
    ['of another tenant', {}, (link) => ({ ...link, tenant: newTenantId() })],
    ['of another app', {}, (link) => ({ ...link, app: 'timetrack' })],
    ['that has expired', { expiresAt: now }, (link) => link],
    ['that was revoked', { revokedAt: now }, (link) => link],
    ['that has been opened as often as it may be', { openings: maximumOpenings }, (link) => link],
    ['that opens once and has', { once: true, openings: 1 }, (link) => link],
  ])('opens none %s, and writes nothing for it', async (_, more, asked) => {
    const link = await added(more);
    const requests = await database().requestsOf(async () => {
      expect(await store().open(opening(asked(link)))).toBeUndefined();
    });

    expect(requests).toEqual(['GetItemCommand']);
  });

  it('lets one of 5 browsers open a link that opens once', async () => {
    const link = await added({ once: true });
    const tried = await Promise.all(Array.from({ length: 5 }, () => store().open(opening(link))));

    expect(tried.filter((each) => each !== undefined)).toHaveLength(1);
  });

  it('ends what a link has opened with the link: when it is revoked, and when it expires', async () => {
    const link = await added({ expiresAt: secondsFromNow(60) });
    const holder = await opened(link);

    expect(await store().findOpen(holder, secondsFromNow(59))).toBeDefined();
    expect(await store().findOpen(holder, secondsFromNow(60))).toBeUndefined();
    expect(await store().revoke(link.app, link.tenant, link.id, now)).toBe(true);
    expect(await store().revoke(link.app, link.tenant, link.id, now)).toBe(false);
    expect(await store().findOpen(holder, now)).toBeUndefined();
  });

  it('ends a session after two hours, and when its browser leaves', async () => {
    const link = await added();
    const holder = await opened(link);
    const { session } = (await store().findOpen(holder, now)) ?? expect.unreachable();

    expect(await store().findOpen(holder, secondsFromNow(setupSessionSeconds - 1))).toBeDefined();
    expect(await store().findOpen(holder, secondsFromNow(setupSessionSeconds))).toBeUndefined();
    await store().close(link.app, link.tenant, session);
    expect(await store().findOpen(holder, now)).toBeUndefined();
  });

  it('knows a browser by its secret alone', async () => {
    const link = await added();
    const holder = await opened(link);

    expect(await store().findOpen({ ...holder, secretHash: aHash() }, now)).toBeUndefined();
    expect(
      await store().findOpen({ ...holder, slot: (holder.slot + 1) % sessionSlots }, now),
    ).toBeUndefined();
    expect(await store().findOpen({ ...holder, tenant: newTenantId() }, now)).toBeUndefined();
  });

  it('keeps as many browsers as there are slots, so that opening never grows the table', async () => {
    const link = await added();
    const holders = [];
    for (let each = 0; each <= sessionSlots; each += 1) holders.push(await opened(link));
    const open = await Promise.all(holders.map((holder) => store().findOpen(holder, now)));

    expect(open.map((each) => each !== undefined)).toEqual([false, true, true, true, true]);
  });

  it('counts each use by the hour, and no further than it may go', async () => {
    const { app, tenant, id } = await added();
    const count = (at = now) => store().count(app, tenant, id, 'open', at);
    for (let each = 0; each < usesPerHour.open; each += 1) expect(await count()).toBe(true);

    expect(await count()).toBe(false);
    expect(await store().count(app, tenant, id, 'test', now)).toBe(true);
    expect(await count(secondsFromNow(anHour))).toBe(true);
    expect(await store().find(app, tenant, id)).toMatchObject({ id });
    expect(await store().count(app, newTenantId(), id, 'open', now)).toBe(false);
  });

  it('goes with its tenant', async () => {
    const tenants = dynamoDbTenantStore(database().tables.tenants, apps);
    const tenant = aTenant({ app: 'trakstar' });
    await tenants.add(tenant);
    const link = await added({ tenant: tenant.id });
    const holder = await opened(link);
    await tenants.remove(tenant.app, tenant.id);

    expect(await store().list(tenant.app, tenant.id)).toEqual([]);
    expect(await store().findOpen(holder, now)).toBeUndefined();
  });

  it('can be removed with its sessions', async () => {
    const link = await added();
    const holder = await opened(link);
    await store().remove(link.app, link.tenant, link.id);

    expect(await store().find(link.app, link.tenant, link.id)).toBeUndefined();
    expect(await store().findOpen(holder, now)).toBeUndefined();
  });

  describe('reading what is stored', () => {
    it.each([
      ['intent', 'SET #intent = :bad'],
      ['expiresAt', 'SET #expiresAt = :bad'],
      ['an unknown attribute', 'SET #unknown = :bad'],
      ['the partition of another tenant', 'SET #tenant = :bad'],
    ])('throws where %s is not what it should be', async (_, update) => {
      const link = await added();
      const key = { partitionKey: `${link.app}#${link.tenant}`, sortKey: `setup-link#${link.id}` };
      await database().tables.tenants.update(key, { update, values: { bad: 'yes' } });

      await expect(store().find(link.app, link.tenant, link.id)).rejects.toThrow('Stored item');
    });
  });
});
