import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, expect, it } from 'vitest';
import { eventDetails, type LatchkeyEvent } from '../../shared/events/latchkey-event.ts';
import { MetadataFetchError } from '../../shared/federation-metadata/metadata-fetch-error.ts';
import { maximumSigningCertificates } from '../../shared/federation-metadata/signing-certificates.ts';
import { dynamoDbRefreshStateStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import type { RefreshStateStore } from '../../shared/metadata-refresh/refresh-state.ts';
import {
  refreshTenant,
  urgentRefreshPauseMilliseconds,
} from '../../shared/metadata-refresh/refresh-tenant.ts';
import type { MetricName } from '../../shared/observability/metric-names.ts';
import { withDraftValues } from '../../shared/tenants/draft/draft.ts';
import { maximumAddressBytes } from '../../shared/tenants/intake/address.ts';
import { keysWithState } from '../../shared/tenants/keys/key-states.ts';
import { shownThumbprint } from '../../shared/tenants/keys/trusted-key-identity.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import type { Connection } from '../../shared/tenants/tenant.ts';
import { apps } from '../fixtures/apps.ts';
import { keyWithExponent } from '../fixtures/exponent.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { documentsAsPeopleWriteThem } from '../fixtures/metadata/as-people-write-it.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newTenantId, provenBy } from '../harness/samples.ts';
import { directoryShowing, documentOf } from './metadata.ts';

const [old, next] = [signingKey(), signingKey({ name: 'next' })];
const hour = 3_600;
const pause = urgentRefreshPauseMilliseconds / 1_000;
const day = 24 * hour;
const at = (seconds: number) => secondsAfter(facts.now, seconds);
const timeout = new MetadataFetchError('timeout', 'It did not answer in time.');

/** What is told is what docs/events.md says of it. */
function asDocumented(event: LatchkeyEvent): LatchkeyEvent {
  v.parse(eventDetails[event.type], event.detail);
  return event;
}

describeWithDatabase('looking after the keys of a tenant', (database) => {
  let tenants: TenantStore;
  let refreshStates: RefreshStateStore;
  beforeAll(() => {
    tenants = dynamoDbTenantStore(database().tables.tenants, apps);
    refreshStates = dynamoDbRefreshStateStore(database().tables.tenants);
  });

  /** A tenant that trusts the first of `keys`, with a metadata URL that shows all of them. */
  async function watched(
    keys: readonly SigningKey[] = [old],
    {
      connection,
      app = 'timetrack',
    }: { connection?: Partial<Connection>; app?: 'timetrack' | 'trakstar' } = {},
  ) {
    const host = `${newTenantId()}.example`;
    const issuer = `https://${host}/`;
    const directory = directoryShowing(keys, issuer);
    const tenant = aTenant({
      app,
      connection: {
        issuer,
        metadataUrl: `https://${host}/metadata`,
        trustedKeys: keys.slice(0, 1).map(asCertificate),
        ...connection,
      },
    });
    await tenants.add(tenant);
    const events: LatchkeyEvent[] = [];
    const alerts: MetricName[] = [];
    const deps = {
      alert: (metric: MetricName) => void alerts.push(metric),
      tenants,
      refreshStates,
      metadata: directory,
      events: {
        publish: async (all: readonly LatchkeyEvent[]) => void events.push(...all.map(asDocumented)),
      },
    };
    const ask = { app, tenant: tenant.id, because: 'turn' } as const;
    return {
      tenant,
      directory,
      events,
      ports: deps,
      issuer,
      alerts: () => alerts.splice(0),
      told: () => events.splice(0).map(({ type }) => type.replace('latchkey.', '')),
      look: (seconds: number, because: 'turn' | 'sign-in' = 'turn') =>
        refreshTenant(deps, { ...ask, because }, at(seconds)),
      show: (...shown: readonly SigningKey[]) => {
        directory.answer = documentOf(shown, issuer);
      },
      states: async () => {
        const found = await tenants.find(app, tenant.id);
        return keysWithState(found?.connection ?? tenant.connection).map(
          ({ key, state }) => `${state} ${shownThumbprint(key).toLowerCase()}`,
        );
      },
      watch: () => refreshStates.find(tenant),
    };
  }

  it('takes a rollover from its first day to its last, and tells each step once', async () => {
    const { look, show, states, told, tenant } = await watched();
    expect(await look(0)).toMatchObject({ outcome: 'refreshed' });
    expect(told()).toEqual([]);

    show(old, next);
    await look(12 * hour);
    expect(await states()).toEqual([`primary ${old.sha1Thumbprint}`, `secondary ${next.sha1Thumbprint}`]);
    expect(told()).toEqual(['key.added']);

    show(next);
    for (const halfDays of [2, 3, 4, 5, 6, 7]) await look(halfDays * 12 * hour);
    expect(await states()).toHaveLength(2);
    await look(8 * 12 * hour);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`, `retired ${old.sha1Thumbprint}`]);
    expect(told()).toEqual(['key.retired']);
    await look(9 * 12 * hour);
    expect(told()).toEqual([]);

    const history = await tenants.history(tenant.app, tenant.id);
    expect(history.slice(1).map(({ by, events }) => [by, events.length])).toEqual([
      ['autopilot', 1],
      ['autopilot', 2],
    ]);
  });

  it('tells of a key again where it ended before it could remember', async () => {
    const { look, show, ports, told, tenant } = await watched();
    await look(0);
    show(old, next);
    const failing = {
      ...ports,
      refreshStates: { ...refreshStates, write: () => Promise.reject(new Error('gone')) },
    };
    const ask = { app: tenant.app, tenant: tenant.id, because: 'turn' } as const;
    await expect(refreshTenant(failing, ask, at(hour))).rejects.toThrow('gone');
    await look(2 * hour);
    expect(told()).toEqual(['key.added', 'key.added']);
    await look(3 * hour);
    expect(told()).toEqual([]);
  });

  it.each(documentsAsPeopleWriteThem('https://idp.example/').map(([name], index) => [name, index] as const))(
    'reads metadata with %s',
    async (_, index) => {
      const { look, directory, issuer, states } = await watched([old]);
      directory.answer = documentsAsPeopleWriteThem(issuer)[index]?.[1] ?? new Error('no document');
      expect(await look(0)).toMatchObject({ outcome: 'refreshed' });
      expect(await states()).toHaveLength(1);
    },
  );

  it.each<[string, (issuer: string) => Uint8Array | Error, string]>([
    ['does not answer', () => timeout, 'timeout'],
    ['leads elsewhere', () => new MetadataFetchError('redirected', 'It leads elsewhere.'), 'redirected'],
    ['answers with a page', () => Buffer.from('<html></html>'), 'web-page'],
    ['shows no key', (issuer) => documentOf([], issuer), 'no-signing-key'],
    ['is of another directory', () => documentOf([next]), 'other-issuer'],
    ['shows a weak key', (issuer) => documentOf([signingKey({ bits: 1024 })], issuer), 'key-weak-key'],
    [
      'shows a key of the exponent 1',
      (issuer) => documentOf([keyWithExponent(1n)], issuer),
      'key-weak-exponent',
    ],
    [
      'shows more keys than anybody has',
      (issuer) =>
        documentOf(
          Array.from({ length: maximumSigningCertificates + 1 }, (_, index) =>
            signingKey({ notAfter: at(day + index) }),
          ),
          issuer,
        ),
      'too-many-keys',
    ],
    [
      'shows a certificate larger than any is trusted',
      (issuer) => documentOf([signingKey({ commonName: 'x'.repeat(4_096) })], issuer),
      'key-too-large',
    ],
    [
      'shows more of them than a tenant may keep',
      (issuer) =>
        documentOf(
          Array.from({ length: 5 }, (_, index) => signingKey({ commonName: `${index}`.repeat(3_700) })),
          issuer,
        ),
      'keys-too-large',
    ],
  ])('takes no key away where the URL %s, tells it and waits', async (_, answer, code) => {
    const { look, directory, issuer, states, told, watch } = await watched([old, next]);
    await look(0);
    told();
    const before = await states();
    directory.answer = answer(issuer);
    for (let days = 1; days <= 10; days += 1) {
      expect(await look(days * day)).toMatchObject({ outcome: 'failed', code });
    }
    expect(await states()).toEqual(before);
    expect(new Set(told())).toEqual(new Set(['metadata.failing']));
    expect(await watch()).toMatchObject({
      refreshedAt: at(0),
      failing: { code, since: at(day), attempts: 10, nextAttemptAt: at(11 * day) },
    });
  });

  it('asks a failing URL after an hour, then after twice as long each time, and forgets it when it answers', async () => {
    const { look, directory, issuer, watch } = await watched();
    directory.answer = timeout;
    expect(await look(0)).toMatchObject({ outcome: 'failed' });
    expect(await look(hour - 1)).toMatchObject({ outcome: 'waiting', code: 'timeout' });
    expect(await look(hour)).toMatchObject({ outcome: 'failed' });
    expect(await look(3 * hour - 1)).toMatchObject({ outcome: 'waiting' });
    expect(directory.asked).toHaveLength(2);
    directory.answer = documentOf([old], issuer);
    expect(await look(3 * hour)).toMatchObject({ outcome: 'refreshed' });
    expect(await watch()).not.toHaveProperty('failing');
  });

  it('leaves a directory alone that has failed three times for another of its tenants', async () => {
    const one = await watched();
    const other = await watched([old], {
      connection: { issuer: one.issuer, metadataUrl: `${one.tenant.connection.metadataUrl}?another` },
    });
    const result = (seconds: number) =>
      refreshTenant(
        { ...other.ports, metadata: one.directory },
        { app: 'timetrack', tenant: other.tenant.id, because: 'turn' },
        at(seconds),
      );
    one.directory.answer = timeout;
    for (const hours of [0, 1, 3]) expect(await one.look(hours * hour)).toMatchObject({ outcome: 'failed' });
    expect(await result(3 * hour + 60)).toMatchObject({ outcome: 'waiting', code: 'timeout' });
    expect(one.directory.asked).toHaveLength(3);
    one.show(old);
    expect(await result(7 * hour)).toMatchObject({ outcome: 'refreshed' });
    expect(await one.look(7 * hour)).toMatchObject({ outcome: 'refreshed' });
  });

  it('goes on asking a directory that another tenant lets fail by an address of its own choosing', async () => {
    const one = await watched();
    const slow = `https://${new URL(one.issuer).hostname}/what-never-answers`;
    const other = await watched([old], { connection: { issuer: one.issuer, metadataUrl: slow } });
    const lookOfOther = (seconds: number) =>
      refreshTenant(
        { ...other.ports, metadata: { fetch: () => Promise.reject(timeout) } },
        { app: 'timetrack', tenant: other.tenant.id, because: 'sign-in' },
        at(seconds),
      );
    for (const hours of [0, 1, 3]) {
      expect(await lookOfOther(hours * hour)).toMatchObject({ outcome: 'failed' });
    }
    one.show(old, next);
    expect(await one.look(3 * hour + 60)).toMatchObject({ outcome: 'refreshed' });
    expect(await one.states()).toContain(`secondary ${next.sha1Thumbprint}`);
  });

  it('remembers what fails at the longest address that is kept', async () => {
    const metadataUrl = `https://${newTenantId()}.example/`.padEnd(maximumAddressBytes, 'a');
    const { look, directory } = await watched([old], { connection: { metadataUrl } });
    directory.answer = timeout;
    expect(await look(0)).toMatchObject({ outcome: 'failed' });
    expect(await look(60)).toMatchObject({ outcome: 'waiting' });
  });

  it('takes a new key although a draft has as many certificates as may be kept', async () => {
    const { tenant, look, show, states } = await watched();
    const large = Array.from({ length: 4 }, () => randomBytes(8_192).toString('base64'));
    await tenants.change(tenant.app, tenant.id, { by: 'test', at: facts.now }, (each) =>
      withDraftValues(
        each,
        { trustedKeys: large.map((certificate) => ({ kind: 'certificate', certificate })) },
        'people',
        facts.now,
      ),
    );
    const many = Array.from({ length: 10 }, (_, index) => signingKey({ name: `next ${index}` }));
    show(old, ...many);
    expect(await look(0)).toMatchObject({ outcome: 'refreshed' });
    expect(await states()).toHaveLength(11);
    // No room for both: what runs goes before what is being prepared.
    expect(await tenants.find(tenant.app, tenant.id)).not.toHaveProperty('draft');
  });

  it('asks a directory for one tenant that has failed once or twice for another', async () => {
    const one = await watched();
    const other = await watched([old], {
      connection: { issuer: one.issuer, metadataUrl: `${one.tenant.connection.metadataUrl}?another` },
    });
    one.directory.answer = timeout;
    await one.look(0);
    await one.look(hour);
    one.show(old);
    const ask = { app: 'timetrack', tenant: other.tenant.id, because: 'turn' } as const;
    expect(
      await refreshTenant({ ...other.ports, metadata: one.directory }, ask, at(hour + 60)),
    ).toMatchObject({
      outcome: 'refreshed',
    });
  });

  it('asks at once for a sign-in with an unknown key, and not again until the pause is over', async () => {
    const { look, directory } = await watched();
    expect(await look(0, 'sign-in')).toMatchObject({ outcome: 'refreshed' });
    expect(await look(pause - 1, 'sign-in')).toMatchObject({ outcome: 'too-soon' });
    expect(directory.asked).toHaveLength(1);
    expect(await look(pause, 'sign-in')).toMatchObject({ outcome: 'refreshed' });
  });

  it('asks at once for such a sign-in although its turn has just looked', async () => {
    const { look, show, states, directory } = await watched();
    await look(0);
    show(old, next);
    expect(await look(60, 'sign-in')).toMatchObject({ outcome: 'refreshed' });
    expect(await states()).toEqual([`primary ${old.sha1Thumbprint}`, `secondary ${next.sha1Thumbprint}`]);
    expect(directory.asked).toHaveLength(2);
  });

  it('asks a URL that failed before its time for such a sign-in, once in a pause', async () => {
    const { look, directory, issuer, told, watch } = await watched();
    directory.answer = timeout;
    for (const hours of [0, 1, 3]) await look(hours * hour);
    const failing = (await watch())?.failing;
    told();
    expect(await look(3 * hour + 60)).toMatchObject({ outcome: 'waiting' });
    expect(await look(3 * hour + 120, 'sign-in')).toMatchObject({ outcome: 'failed', code: 'timeout' });
    expect(await look(3 * hour + 180, 'sign-in')).toMatchObject({ outcome: 'too-soon' });
    // No attempt more, and nothing to tell the operator: what strangers post lengthens no wait.
    expect((await watch())?.failing).toEqual(failing);
    expect(told()).toEqual([]);
    expect(directory.asked).toHaveLength(4);

    directory.answer = documentOf([old, next], issuer);
    expect(await look(3 * hour + 120 + pause, 'sign-in')).toMatchObject({ outcome: 'refreshed' });
    expect(await watch()).not.toHaveProperty('failing');
  });

  it('asks a directory that is left alone for such a sign-in', async () => {
    const one = await watched();
    const other = await watched([old], {
      connection: { issuer: one.issuer, metadataUrl: `${one.tenant.connection.metadataUrl}?another` },
    });
    const result = (seconds: number, because: 'turn' | 'sign-in') =>
      refreshTenant(
        { ...other.ports, metadata: one.directory },
        { app: 'timetrack', tenant: other.tenant.id, because },
        at(seconds),
      );
    one.directory.answer = timeout;
    for (const hours of [0, 1, 3]) await one.look(hours * hour);
    expect(await result(3 * hour + 60, 'turn')).toMatchObject({ outcome: 'waiting' });
    one.show(old, next);
    expect(await result(3 * hour + 61, 'sign-in')).toMatchObject({ outcome: 'refreshed' });
  });

  it.each<[string, Partial<Connection>]>([
    ['another directory', { issuer: 'https://elsewhere.example/' }],
    ['another metadata URL', { metadataUrl: 'https://elsewhere.example/metadata' }],
  ])('brings no key to a tenant that was given %s while it was asking', async (_, given) => {
    const { look, show, ports, states, told, tenant } = await watched();
    show(old, next);
    const { app, id } = tenant;
    const author = { by: 'operator', at: at(0) };
    const elsewhere = async () => {
      await tenants.change(app, id, author, (each) => ({
        ...each,
        connection: { ...each.connection, ...given },
      }));
    };
    const racing = {
      ...ports,
      metadata: { fetch: (url: string) => ports.metadata.fetch(url).finally(elsewhere) },
    };
    await refreshTenant(racing, { app, tenant: id, because: 'turn' }, at(0));

    expect(await states()).toEqual([`primary ${old.sha1Thumbprint}`]);
    expect(told()).toEqual([]);
    expect(await look(1)).toMatchObject({ outcome: given.issuer === undefined ? 'refreshed' : 'failed' });
  });

  it('leaves a disabled tenant alone, and one that there is not', async () => {
    const { look, directory, ports } = await watched([old], { connection: { state: 'disabled' } });
    expect(await look(0)).toEqual({ outcome: 'left-alone' });
    const ask = { app: 'timetrack', tenant: newTenantId(), because: 'turn' } as const;
    expect(await refreshTenant(ports, ask, at(0))).toEqual({ outcome: 'left-alone' });
    expect(directory.asked).toEqual([]);
  });

  it('trusts a key that another tenant of a fixed Identifier has proven: nobody is locked out for a claim', async () => {
    const { issuer, tenant } = await watched([next], { app: 'trakstar', connection: provenBy(next) });
    const other = await watched([old], { app: 'trakstar', connection: { issuer } });
    other.directory.answer = documentOf([old, next], issuer);
    expect(await other.look(0)).toMatchObject({ outcome: 'refreshed' });
    expect(await other.states()).toEqual([
      `primary ${old.sha1Thumbprint}`,
      `secondary ${next.sha1Thumbprint}`,
    ]);
    expect((await tenants.find('trakstar', tenant.id))?.connection).toEqual(tenant.connection);
  });

  it('gives notice of the last key of a tenant without metadata too, once', async () => {
    const expiring = signingKey({ notAfter: at(29 * day) });
    const { metadataUrl: _, ...connection } = aTenant({
      connection: { trustedKeys: [asCertificate(expiring)] },
    }).connection;
    const tenant = aTenant({ connection });
    await tenants.add(tenant);
    const events: LatchkeyEvent[] = [];
    const alerts: MetricName[] = [];
    const deps = {
      alert: (metric: MetricName) => void alerts.push(metric),
      tenants,
      refreshStates,
      metadata: directoryShowing([]),
      events: {
        publish: async (all: readonly LatchkeyEvent[]) => void events.push(...all.map(asDocumented)),
      },
    };
    const result = (seconds: number) =>
      refreshTenant(deps, { app: tenant.app, tenant: tenant.id, because: 'turn' }, at(seconds));
    expect(await result(0)).toEqual({ outcome: 'without-metadata' });
    await result(12 * hour);
    expect(alerts).toEqual(['KeysExpiringIn30Days']);
    expect(events).toMatchObject([
      {
        type: 'latchkey.key.expiring',
        detail: {
          noticeDays: 30,
          hasMetadataUrl: false,
          thumbprint: expiring.sha1Thumbprint.toUpperCase(),
          expiresAt: at(29 * day).toISOString(),
        },
      },
    ]);
    await result(15 * day);
    expect(events.map(({ detail }) => 'noticeDays' in detail && detail.noticeDays)).toEqual([30, 14]);
  });
});
