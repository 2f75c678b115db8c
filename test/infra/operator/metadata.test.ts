import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { documentsAsPeopleWriteThem } from '../../fixtures/metadata/as-people-write-it.ts';
import { keyDescriptor, metadataDocument, service } from '../../fixtures/metadata/entra-document.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';

const [active, next] = [signingKey(), signingKey({ name: 'next' })];
const keys = (...all: (typeof active)[]) => all.map(({ certificate }) => keyDescriptor(certificate)).join('');

describe('a connection from federation metadata', () => {
  const local = useLocalTables();
  let folder = '';
  let served: Uint8Array = metadataDocument();
  let server: Server;
  let port = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-metadata-'));
    server = createServer((_, response) => response.end(served));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = String(typeof address === 'object' ? address?.port : '');
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const url = (query = '?appid=2f8d6b1c-4e7a-4c35-9b08-a1d3e5f70911') =>
    `http://entra.localhost:${port}/${facts.directoryId}/federationmetadata/2007-06/federationmetadata.xml${query}`;
  /** Runs words on the local tables, with the directory above as the simulated Entra. */
  const run = async (...words: string[]) => {
    const environment = { ...local.environment(), PORT: port };
    const outcome = await latchkey([...words, '--local', '--json'], { environment });
    return JSON.parse(outcome.stdout);
  };
  const states = (answer: { keys: { state: string; thumbprints: { sha1: string } }[] }) =>
    answer.keys.map(({ state, thumbprints }) => `${state} ${thumbprints.sha1}`);

  it('takes everything from the metadata URL', async () => {
    served = metadataDocument({ keys: keys(active, next) });
    const { tenant, warnings } = await run('tenant', 'add', 'timetrack', 'acme', '--metadata-url', url());
    expect(tenant).toMatchObject({
      issuer: facts.issuer,
      loginUrl: `https://login.microsoftonline.com/${facts.directoryId}/saml2`,
      metadataUrl: url(),
    });
    expect(states(tenant)).toEqual([`primary ${active.sha1Thumbprint}`, `secondary ${next.sha1Thumbprint}`]);
    expect(warnings).toBeUndefined();
  });

  it('takes everything from a file, and the operator may say better', async () => {
    await writeFile(join(folder, 'Trakstar.xml'), metadataDocument());
    const { tenant } = await run(
      ...['tenant', 'add', 'trakstar', 'acme', '--metadata-file', join(folder, 'Trakstar.xml')],
      ...['--login-url', `https://login.microsoftonline.com/${facts.directoryId}/saml2/93c1e0d7`],
    );
    expect(tenant.loginUrl).toMatch(/saml2\/93c1e0d7$/);
    expect(tenant).not.toHaveProperty('metadataUrl');
    expect(states(tenant)).toEqual([`primary ${active.sha1Thumbprint}`]);
  });

  it.each(documentsAsPeopleWriteThem(facts.issuer))(
    'takes everything from a file with %s',
    async (_, written) => {
      await writeFile(join(folder, 'written.xml'), written);
      const { tenant } = await run(
        ...[
          'tenant',
          'add',
          'timetrack',
          'written',
          '--metadata-file',
          join(folder, 'written.xml'),
          '--dry-run',
        ],
      );
      expect(tenant.issuer).toBe(facts.issuer);
      expect(states(tenant)).toEqual([`primary ${active.sha1Thumbprint}`]);
    },
  );

  it.each([
    [
      'an https address',
      [service('SingleSignOnService', 'HTTP-Redirect', 'http://login.example/')],
      'Its Login URL',
    ],
    [
      'a logout address',
      [
        service('SingleSignOnService', 'HTTP-Redirect', 'https://login.example/'),
        service('SingleLogoutService', 'HTTP-Redirect', 'javascript:alert(1)'),
      ],
      'Its Logout URL',
    ],
  ])('says what is wrong with a file without %s', async (_, services, sentence) => {
    await writeFile(join(folder, 'wrong.xml'), metadataDocument({ services: services.join('') }));
    const { error } = await run(
      'tenant',
      'add',
      'timetrack',
      'wrong',
      '--metadata-file',
      join(folder, 'wrong.xml'),
    );
    expect(error).toMatchObject({
      code: 'metadata-refused',
      message: expect.stringContaining(`This file cannot be used. ${sentence}`),
    });
  });

  it('refuses an address of the application itself, from an option and from a file', async () => {
    const own = 'http://acme.timetrack.localhost:8080/api/v2/azure/callback';
    const services = service('SingleSignOnService', 'HTTP-Redirect', own);
    await writeFile(join(folder, 'own.xml'), metadataDocument({ services }));
    const values = ['--issuer', facts.issuer, '--thumbprint', active.sha1Thumbprint];
    const answers = [
      await run('tenant', 'add', 'timetrack', 'round', ...values, '--login-url', own),
      await run('tenant', 'add', 'timetrack', 'round', '--metadata-file', join(folder, 'own.xml')),
      await run('tenant', 'set', 'trakstar', 'acme', '--logout-url', own),
    ];
    for (const { error } of answers) expect(error).toMatchObject({ code: 'own-address' });
    expect(await run('tenant', 'show', 'timetrack', 'round')).toMatchObject({
      error: { code: 'tenant-unknown' },
    });
    expect(await run('tenant', 'show', 'trakstar', 'acme')).not.toMatchObject({ tenant: { logoutUrl: own } });
  });

  it('warns of a metadata URL without appid', async () => {
    const { warnings } = await run(
      'tenant',
      'add',
      'timetrack',
      'dry',
      '--metadata-url',
      url(''),
      '--dry-run',
    );
    expect(warnings).toMatchObject([{ code: 'metadata-url-without-appid' }]);
    expect(await run('tenant', 'show', 'timetrack', 'dry')).toMatchObject({
      error: { code: 'tenant-unknown' },
    });
  });

  it('promotes a thumbprint to the metadata URL: pinned, and the next key beside it', async () => {
    await run(
      ...['tenant', 'add', 'timetrack', 'globex', '--thumbprint', active.sha1Thumbprint],
      ...['--issuer', facts.issuer, '--login-url', 'https://login.microsoftonline.com/x/saml2'],
    );
    served = metadataDocument({ keys: keys(next, active) });
    const set = await run('tenant', 'metadata', 'set', 'timetrack', 'globex', url());
    expect(states(set)).toEqual([`primary ${active.sha1Thumbprint}`, `secondary ${next.sha1Thumbprint}`]);
    expect(set.keys[0]).toMatchObject({ kind: 'thumbprint', pinned: true });
    const { changes } = await run('tenant', 'history', 'timetrack', 'globex');
    expect(changes.at(-1).events).toMatchObject([
      { kind: 'key-pinned' },
      { kind: 'key', to: 'secondary' },
      { kind: 'setting', name: 'metadataUrl', to: url() },
    ]);
  });

  it('refresh takes what is new, keeps what has vanished, and lets retired keys rest', async () => {
    served = metadataDocument();
    await run('tenant', 'add', 'timetrack', 'initech', '--metadata-url', url());
    served = metadataDocument({ keys: keys(next) });
    const refreshed = await run('tenant', 'metadata', 'refresh', 'timetrack', 'initech');
    expect(states(refreshed)).toEqual([
      `primary ${active.sha1Thumbprint}`,
      `secondary ${next.sha1Thumbprint}`,
    ]);
    await run('tenant', 'key', 'retire', 'timetrack', 'initech', next.sha1Thumbprint);
    const again = await run('tenant', 'metadata', 'refresh', 'timetrack', 'initech');
    expect(states(again)).toEqual([`primary ${active.sha1Thumbprint}`, `retired ${next.sha1Thumbprint}`]);
  });

  it('clear forgets the URL and no key', async () => {
    const cleared = await run('tenant', 'metadata', 'clear', 'timetrack', 'initech');
    expect(cleared.keys).toHaveLength(2);
    expect(await run('tenant', 'metadata', 'refresh', 'timetrack', 'initech')).toMatchObject({
      error: { code: 'metadata-unset' },
    });
  });

  it.each<[string, () => Uint8Array, string]>([
    [
      'is of another directory',
      () => metadataDocument({ entityId: 'https://sts.windows.net/x/' }),
      'metadata-other-issuer',
    ],
    ['is no metadata', () => Buffer.from('<html/>'), 'metadata-refused'],
    [
      'has run out',
      () => metadataDocument({ attributes: 'validUntil="2026-11-22T11:59:59Z" ' }),
      'metadata-refused',
    ],
    [
      'has a weak key',
      () => metadataDocument({ keys: keys(signingKey({ bits: 1024 })) }),
      'metadata-refused',
    ],
    ['never ends', () => new Uint8Array(600 * 1024), 'metadata-unavailable'],
  ])('changes nothing where the document %s', async (_, document, code) => {
    served = document();
    const before = await run('tenant', 'show', 'timetrack', 'globex');
    expect(await run('tenant', 'metadata', 'set', 'timetrack', 'globex', url())).toMatchObject({
      error: { code },
    });
    expect(await run('tenant', 'show', 'timetrack', 'globex')).toEqual(before);
  });

  it('comes from no other host than the allowed ones', async () => {
    const { error } = await run(
      'tenant',
      'metadata',
      'set',
      'timetrack',
      'globex',
      'https://evil.example/metadata',
    );
    expect(error).toMatchObject({
      code: 'metadata-unavailable',
      message: expect.stringContaining('LATCHKEY_METADATA_HOSTS'),
    });
  });
});
