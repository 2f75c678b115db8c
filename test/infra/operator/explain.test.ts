import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { localKeyIds } from '../../../infra/local/embedded-kms.ts';
import { readUpload } from '../../../infra/local/entra/uploaded-certificate.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { useKms } from '../../keys/kms-endpoint.ts';
import { CustomerSite } from './flows/customer-site.ts';

const decryption = signingKey({ name: 'decryption' });

describe('explain', () => {
  const local = useLocalTables();
  const kms = useKms(new Map([[localKeyIds.decryption, decryption.privateKey]]));
  let site: CustomerSite;
  let form: string;
  let value: string;

  const explain = (input: string, options = '', now = facts.now, at = site) =>
    latchkey(['explain', 'timetrack', at.tenant, '-', '--local', ...options.split(' ').filter(Boolean)], {
      environment: { ...local.environment(), AWS_ENDPOINT_URL_KMS: kms.config().endpoint },
      input,
      now,
    });
  const explained = async (input: string, options = '', now = facts.now, at = site) => {
    const { exitCode, stdout } = await explain(input, `${options} --json`, now, at);
    return { exitCode, ...JSON.parse(stdout) };
  };

  beforeAll(async () => {
    site = await CustomerSite.of(local.tables(), 'timetrack');
    ({ form } = await site.signIn('application'));
    value = new URLSearchParams(form).get('SAMLResponse') ?? '';
  });

  it.each<[string, () => string]>([
    ['the value of the field', () => value],
    ['the value in lines', () => value.replace(/.{76}/g, '$&\r\n')],
    ['the value as it stands in a body', () => encodeURIComponent(value)],
    ['the body', () => form],
    ['the XML', () => `\n${Buffer.from(value, 'base64').toString()}\n`],
    ['the value behind a byte order mark', () => `\ufeff${value}`],
    ['the body behind a byte order mark', () => `\ufeff${form}`],
    ['the XML behind a byte order mark', () => `\ufeff${Buffer.from(value, 'base64').toString()}`],
    ['a row of the form', () => `SAMLResponse: ${value}`],
    ['a row and the next one', () => `SAMLResponse: ${value}\nRelayState: _5160ed\n`],
    ['a row of a table', () => `SAMLResponse\t${value}\r\nRelayState\t_5160ed`],
    ['a row in two lines', () => `SAMLResponse\n${value}`],
    ['a row with its percent signs', () => `SAMLResponse: ${encodeURIComponent(value)}`],
    ['a row of JSON', () => `"SAMLResponse": "${value}",`],
    ['a command line for curl', () => `curl 'https://acme.example/callback' --data-raw '${form}'`],
    [
      'an export of SAML-tracer',
      () =>
        JSON.stringify({
          requests: [
            { method: 'GET', url: 'https://acme.example/' },
            {
              method: 'POST',
              url: 'https://acme.example/callback',
              post: [
                ['SAMLResponse', value],
                ['RelayState', '_5160ed'],
              ],
              saml: '<samlp:Response/>',
              protocol: 'SAML-P',
            },
          ],
          timestamp: '2026-11-28T09:15:00.000Z',
        }),
    ],
    [
      'a HAR file behind a byte order mark',
      () => `\ufeff${JSON.stringify({ log: { entries: [{ request: { postData: { text: form } } }] } })}`,
    ],
    [
      'a HAR file',
      () =>
        JSON.stringify({
          log: { entries: [{ request: {} }, { request: { postData: { text: form, params: [] } } }] },
        }),
    ],
    [
      'a HAR file with parameters',
      () =>
        JSON.stringify({
          log: {
            entries: [
              {
                request: {
                  postData: { params: [{ name: 'SAMLResponse', value: encodeURIComponent(value) }] },
                },
              },
            ],
          },
        }),
    ],
  ])('takes %s', async (_, input) => {
    expect(await explained(input())).toMatchObject({ exitCode: 0, accepted: true, verified: true });
  });

  it('takes a file in UTF-16, as PowerShell writes it', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'capture-')), 'response.txt');
    writeFileSync(path, Buffer.from(`\ufeff${value}\r\n`, 'utf16le'));
    const words = ['explain', 'timetrack', site.tenant, path, '--local', '--json'];
    expect((await latchkey(words, { environment: local.environment() })).exitCode).toBe(0);
  });

  it('takes a file', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'capture-')), 'response.txt');
    writeFileSync(path, form);
    const words = ['explain', 'timetrack', site.tenant, path, '--local', '--json'];
    const { exitCode } = await latchkey(words, { environment: local.environment() });
    expect(exitCode).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['prose', 'It does not work!'],
    ['a HAR file without one', '{"log":{"entries":[]}}'],
    ['what is no HAR file', '{'],
  ])('refuses %s', async (_, input) => {
    const { exitCode, error } = await explained(input);
    expect([exitCode, error.code]).toEqual([1, 'capture-unreadable']);
  });

  it('spends nothing: the request is as it was, and so is the answer', async () => {
    const requests = async () =>
      (await explained(value)).checks.find(({ name }: { name: string }) => name === 'request');
    expect(await requests()).toEqual(await requests());
  });

  it('judges an old message as of when it came', async () => {
    const later = secondsAfter(facts.now, 2 * 86_400);
    const { exitCode, stdout } = await explain(value, '', later);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('assertion-expired');
    expect(stdout).toContain(
      'The message has expired by now. To verify it as of when it was sent: --at 2026-11-22T12:00:00.000Z',
    );
    expect((await explain(value, '--at 2026-11-22T12:00Z', later)).exitCode).toBe(0);
    expect((await explain(value, '--at 2d', later)).exitCode).toBe(0);
  });

  it('shows every check, what the message says, and names nobody unless asked to', async () => {
    site.changeBasicSaml({ identifier: 'https://timetrack.example' });
    const { form: wrong } = await site.signIn('tile');
    const { exitCode, stdout } = await explain(wrong);

    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('b.simon');
    const shown = stdout
      .replaceAll(site.tenant, 'acme')
      .replaceAll(site.application.certificate.thumbprint, 'A1B2');
    expect(shown).toBe(
      [
        'The TimeTrack tenant acme would refuse this message at 2026-11-22 12:00:00 UTC: audience-mismatch.',
        '',
        '  pass  encoding',
        '  pass  xml',
        '  pass  response',
        '  pass  signature (assertion)',
        '  pass  signature-algorithm (assertion)',
        '  pass  signing-key (assertion)',
        '  pass  signature-value (assertion)',
        '  pass  certificate',
        '  pass  assertion',
        '  pass  claims',
        '  pass  subject',
        '  pass  conditions',
        '  pass  authentication',
        '  pass  identity',
        '  pass  issuer',
        '  FAIL  audience                         audience-mismatch: expected http://acme.timetrack.localhost:8080/api/v2/azure/saml20, actual https://timetrack.example',
        '  pass  recipient',
        '  pass  destination',
        '  pass  answer',
        '  pass  times',
        '  pass  response-time',
        '  pass  status',
        '  pass  encryption',
        '  pass  mapping',
        '  pass  request',
        '  pass  user',
        '',
        'Contents of the message:',
        '  Believed                      yes: signed by a key that the tenant trusts',
        '  Issuer                        https://sts.windows.net/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/',
        '  Audience                      https://timetrack.example',
        '  Recipient                     http://acme.timetrack.localhost:8080/api/v2/azure/callback',
        '  Destination                   http://acme.timetrack.localhost:8080/api/v2/azure/callback',
        '  Issued                        2026-11-22T12:00:00.000Z',
        '  Valid from                    2026-11-22T11:55:00.000Z',
        '  Valid until                   2026-11-22T13:00:00.000Z',
        '  NameID                        b…@acme.example',
        '  NameID format                 urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        '  Signature (assertion)         RSA with SHA-256',
        '  by the certificate            A1B2',
        '  valid until                   2029-11-20T12:00:00.000Z',
        '  Claim tenantid                5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41',
        '  Claim objectidentifier        7…',
        '  Claim displayname             B…',
        '  Claim identityprovider        https://sts.windows.net/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/',
        '  Claim authnmethodsreferences  http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
        '  Claim givenname               B…',
        '  Claim surname                 S…',
        '  Claim emailaddress            b…@acme.example',
        '  Claim name                    b…@acme.example',
        '',
        'audience-mismatch:',
        "  To do: the customer's administrator, in Entra",
        '    Where  Entra ID > Enterprise apps > TimeTrack > Single sign-on > Basic SAML Configuration',
        '    What   Identifier (Entity ID)',
        '    Value  http://acme.timetrack.localhost:8080/api/v2/azure/saml20',
        '',
      ].join('\n'),
    );
    expect((await explain(wrong, '--reveal')).stdout).toContain('b.simon@acme.example');
  });

  it('believes nothing that an unknown key has signed, and tells that its own certificate did', async () => {
    const stranger = await CustomerSite.of(local.tables(), 'timetrack', {
      connection: { trustedKeys: [{ kind: 'certificate', certificate: decryption.certificate }] },
    });
    const { form: unknown } = await stranger.signIn('application');
    const { stdout } = await explain(unknown, '', facts.now, stranger);
    const { verified, checks } = await explained(unknown, '', facts.now, stranger);

    expect(verified).toBe(false);
    expect(stdout).toContain('The certificate in the message did sign it');
    const outcomes = Object.fromEntries(
      checks.map(({ name, outcome }: Record<string, string>) => [name, outcome]),
    );
    expect(outcomes).toMatchObject({ 'signing-key': 'failed', issuer: 'passed', user: 'not-reached' });
  });

  it('opens what is encrypted with the keys that are here, and says so where there are none', async () => {
    const sealing = await CustomerSite.of(local.tables(), 'timetrack', {
      connection: { encryption: { mode: 'optional', certificate: decryption.certificate } },
    });
    sealing.simulation.uploads.setEncryption(sealing.application, readUpload(decryption.certificate));
    const { form: sealed } = await sealing.signIn('application');

    expect(await explained(sealed, '', facts.now, sealing)).toMatchObject({ exitCode: 0, verified: true });
  });

  it('shows no value of a cipher text that its directory signed only around, not even when asked to', async () => {
    const sealing = await CustomerSite.of(local.tables(), 'timetrack', {
      connection: { encryption: { mode: 'optional', certificate: decryption.certificate } },
    });
    const { simulation, application } = sealing;
    simulation.uploads.setEncryption(application, readUpload(decryption.certificate));
    simulation.signing.set(application, { ...simulation.signing.of(application), option: 'response' });
    const { form: sealed } = await sealing.signIn('application');

    const { exitCode, stdout } = await explain(sealed, '--reveal', facts.now, sealing);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('no value of it is shown');
    expect(stdout).not.toContain('NameID ');
    expect(stdout.toLowerCase()).not.toContain('b.simon');
  });
});
