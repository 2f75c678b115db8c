import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createEnterpriseApplications,
  type DemonstrationApplication,
} from '../../../infra/local/entra/enterprise-application.ts';
import { createSimulatedEntra } from '../../../infra/local/entra/simulated-entra.ts';
import { runLocalRefresh } from '../../../infra/local/metadata-refresh.ts';
import { localSites } from '../../../infra/local/sites.ts';
import type { LatchkeyEvent } from '../../../shared/events/latchkey-event.ts';
import { httpsMetadataSource } from '../../../shared/federation-metadata/https-metadata-source.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { apps } from '../../fixtures/apps.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { freePort } from '../../set-up/free-port.ts';
import { EntraBrowser } from './entra-browser.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = new Date('2026-11-22T12:00:00.000Z');
const local = useLocalTables();
const log = useLog();

let now = start;
let port = 0;
let entra: Server;
let product: Product;
let applications: readonly DemonstrationApplication[] = [];
let told: LatchkeyEvent[] = [];

beforeEach(async () => {
  now = start;
  told = [];
  port = await freePort();
  const sites = localSites(port);
  applications = await createEnterpriseApplications({ port, sites, now });
  const answer = createSimulatedEntra({ port, applications, now: () => now });
  entra = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => entra.listen(port, '127.0.0.1', resolve));
  product = productOver(local.tables(), () => now, sites);
});
afterEach(() => void entra.close());

/** The directory's administrator, a person of it, the operator, and the autopilot, about one application. */
function actorsOf(app: AppId) {
  const tenant = `acme-${app}-${port}`;
  const application = applications.find((each) => each.app === app && each.tenant === 'acme');
  if (application === undefined) throw new Error(`There is no ${app}`);
  const operator = async (words: string, ...more: string[]) => {
    const environment = { ...local.environment(), PORT: String(port) };
    const all = ['tenant', ...words.split(' '), app, application.tenant, ...more, '--local', '--json'];
    const { stdout } = await latchkey(all, { environment, now });
    return JSON.parse(stdout);
  };
  const portal = (path: string, fields: Readonly<Record<string, string>> = {}) =>
    new EntraBrowser(port).post(`/portal/${application.applicationId}/${path}`, fields);
  const thumbprints = async (): Promise<readonly string[]> => {
    const { text } = await new EntraBrowser(port).get(`/portal/${application.applicationId}`);
    return [...text.matchAll(/<code>([0-9A-F]{40})<\/code>/g)].map(([, thumbprint = '']) => thumbprint);
  };
  return {
    tenant,
    application,
    operator,
    thumbprints,
    newCertificate: () => portal('certificates'),
    activate: (thumbprint: string) => portal(`certificates/${thumbprint}`, { do: 'activate' }),
    remove: (thumbprint: string) => portal(`certificates/${thumbprint}`, { do: 'delete' }),
    keys: async (): Promise<readonly string[]> =>
      (await operator('key list')).keys.map(
        ({ state, thumbprints: { sha1 } }: { state: string; thumbprints: { sha1: string } }) =>
          `${state} ${sha1.toUpperCase()}`,
      ),
    /** Signs B.Simon in from the Sign-on URL on, through the directory; the status of the ACS's answer. */
    signIn: async (): Promise<number | undefined> => {
      const begun = await ask(product.signOn, { url: application.basicSaml.signOnUrl });
      const browser = new EntraBrowser(port);
      const picker = await browser.get(locationOf(begun));
      const page = await browser.signIn(picker, 'b.simon@acme.example');
      const { SAMLResponse = '', RelayState = '' } = page.fields;
      const answer = await ask(product.assertionConsumer, {
        url: application.basicSaml.replyUrl,
        cookies: cookiesOf(begun),
        form: new URLSearchParams({ SAMLResponse, RelayState }).toString(),
      });
      return answer.statusCode;
    },
  };
}

/** One run of the autopilot. */
function autopilot(): Promise<void> {
  return runLocalRefresh({
    tables: local.tables(),
    apps,
    metadata: httpsMetadataSource({ hosts: [{ name: 'entra.localhost', port, loopback: '127.0.0.1' }] }),
    events: { publish: async (events) => void told.push(...events) },
    clock: () => now,
  });
}

const typesTold = (app: AppId) =>
  told.filter(({ detail }) => detail.app === app).map(({ type }) => type.replace('latchkey.', ''));

type Actors = ReturnType<typeof actorsOf>;

/** What each app's article has the administrator hand over, and nothing else. */
async function addTenant({ application, operator }: Actors, folder: string): Promise<void> {
  const { app, issuer, loginUrl, certificate } = application;
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.base64}\n-----END CERTIFICATE-----\n`;
  await writeFile(join(folder, 'handed-over.cer'), pem);
  const key =
    app === 'timetrack'
      ? ['--thumbprint', certificate.thumbprint]
      : ['--certificate', join(folder, 'handed-over.cer')];
  await operator('add', '--issuer', issuer, '--login-url', loginUrl, ...key);
  const environment = { ...local.environment(), PORT: String(port) };
  const user = ['user', 'add', app, application.tenant, 'b.simon@acme.example', '--local', '--json'];
  await latchkey(user, { environment, now });
}

describe.each<AppId>(['timetrack', 'trakstar'])(
  '%s, from nothing over its first key to the next one',
  (app) => {
    let folder = '';
    let actors: Actors;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'latchkey-rollover-'));
      actors = actorsOf(app);
      await addTenant(actors, folder);
    });
    afterEach(async () => {
      await actors.operator('remove', '--yes');
      await rm(folder, { recursive: true });
    });

    it('refuses no sign-in while the directory rolls over and the autopilot looks on', async () => {
      const { application, keys, operator, signIn, thumbprints } = actors;
      const [first = ''] = await thumbprints();
      expect(await signIn()).toBe(303);
      const { keys: pinned } = await operator('key list');
      expect(pinned).toMatchObject([
        { state: 'primary', notAfter: application.certificate.notAfter.toISOString() },
      ]);

      await operator('metadata set', application.federationMetadataUrl);
      expect(await keys()).toEqual([`primary ${first}`]);
      expect(await signIn()).toBe(303);

      const expiry = application.certificate.notAfter.getTime();
      let next = '';
      const steps: Readonly<Record<number, () => Promise<unknown>>> = {
        // Days before the first certificate expires, and what the administrator does then.
        35: actors.newCertificate,
        30: async () => {
          next = (await thumbprints()).find((each) => each !== first) ?? '';
          await actors.activate(next);
        },
        [-20]: () => actors.remove(first),
      };
      const refused: string[] = [];
      // A day before and after whatever happens, and when the grace for the deleted one is over.
      for (const days of [40, 36, 35, 34, 31, 30, 29, 10, 1, 0, -1, -19, -20, -21, -22, -23, -24]) {
        now = new Date(expiry - days * day);
        await steps[days]?.();
        // At the worst moment: what the administrator has just done, the autopilot has not seen yet.
        if ((await signIn()) !== 303) refused.push(`${days} days before`);
        await autopilot();
      }
      expect(refused).toEqual([]);
      expect(await keys()).toEqual([`primary ${next}`, `retired ${first}`]);
      expect(typesTold(app)).toEqual(['key.expiring', 'key.added', 'key.retired']);
      expect((await operator('show')).tenant.refresh).toMatchObject({ refreshedAt: now.toISOString() });
    });

    it('knows a key a minute after the first sign-in with it was refused, and asks once', async () => {
      const { application, operator, signIn, thumbprints } = actors;
      expect(await signIn()).toBe(303);
      await operator('metadata set', application.federationMetadataUrl);
      now = new Date(start.getTime() + day);
      await autopilot();
      now = new Date(now.getTime() + hour);
      await actors.newCertificate();
      await actors.activate((await thumbprints()).at(-1) ?? '');

      expect(await signIn()).toBe(404);
      expect(log.decision()).toMatchObject({ problem: 'key-unknown' });
      now = new Date(now.getTime() + 60_000);
      await autopilot();
      expect(await signIn()).toBe(303);
      expect(typesTold(app)).toContain('sign-in.refused');
      expect(typesTold(app)).toContain('key.added');
    });
  },
);
