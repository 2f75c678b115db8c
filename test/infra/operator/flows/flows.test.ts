import { beforeAll, describe, expect, it } from 'vitest';
import { facts, secondsAfter } from '../../../fixtures/facts.ts';
import { latchkey, useLocalTables } from '../../../harness/command.ts';
import { CustomerSite, type Ending } from './customer-site.ts';

const hour = 3_600;

describe('the sign-ins of a tenant', () => {
  const local = useLocalTables();
  let site: CustomerSite;
  let signedIn: Ending;
  let refused: Ending;
  let stopped: Ending;

  const run = (line: string, now = facts.now) =>
    latchkey([...line.split(' '), '--local'], { environment: local.environment(), now });
  const json = async (line: string) => JSON.parse((await run(`${line} --json`)).stdout);
  const list = (options = '') => `flow list timetrack ${site.tenant}${options}`;
  const show = (target: string, options = '') => `flow show timetrack ${site.tenant} ${target}${options}`;
  const named = (text: string) =>
    text
      .replaceAll(site.tenant, 'acme')
      .replaceAll(site.application.certificate.thumbprint, 'A1B2')
      .replaceAll(signedIn.flow, '_5160ed')
      .replaceAll(refused.reference, '7KQF-M2ZD')
      .replace(/user [\w-]{20,}/, 'user 1');

  beforeAll(async () => {
    site = await CustomerSite.of(local.tables(), 'timetrack');
    site.now = secondsAfter(facts.now, -20 * hour);
    signedIn = await site.signIn('application');
    site.now = secondsAfter(facts.now, -hour);
    site.simulation.claims.set(site.application, {
      nameIdSource: 'user.objectid',
      withheld: ['displayname'],
    });
    site.changeBasicSaml({ identifier: 'https://timetrack.example' });
    refused = await site.signIn('tile');
    stopped = await site.signIn('application');
  });

  it('are listed from the newest on, with what changed since the last good one, and nobody named', async () => {
    const { exitCode, stdout } = await run(list());

    expect(exitCode).toBe(0);
    expect(named(stdout).split('\n')).toEqual([
      'WHEN (UTC)           OUTCOME            WHO              HOW           CHANGED                      FLOW OR REFERENCE',
      '2026-11-22 11:00:00  audience-mismatch                   idp-tile      source of the NameID, claim  7KQF-M2ZD',
      '2026-11-21 16:00:00  signed-in          b…@acme.example  sp-initiated                               _5160ed',
      '',
    ]);
    expect((await run(list(' --reveal'))).stdout).toContain('b.simon@acme.example');
  });

  it.each([
    [' --refused', ['refused']],
    [' --limit 1', ['refused']],
    [' --since 2h', ['refused']],
    [' --since 2026-11-21', ['refused', 'signed-in']],
    [' --since 2026-11-21T16:00:01Z --refused', ['refused']],
    [' --since 30m', []],
  ])('are narrowed by%s', async (options, outcomes) => {
    const { attempts } = await json(list(options));
    expect(attempts.map(({ outcome }: { outcome: string }) => outcome)).toEqual(outcomes);
  });

  it.each([' --since yesterday', ' --since 2026-13-40', ' --limit 0', ' --limit all'])(
    'are not asked for by%s',
    async (options) => {
      expect((await run(list(options))).exitCode).toBe(2);
    },
  );

  it('are shown one by one: refused', async () => {
    const { exitCode, stdout } = await run(show(refused.reference));

    expect(exitCode).toBe(0);
    expect(named(stdout)).toBe(
      [
        'TimeTrack tenant acme: a sign-in was refused, reference 7KQF-M2ZD.',
        '',
        '  2026-11-22 11:00:00  received  an unsolicited response, as from a tile in My Apps',
        '                                 from https://sts.windows.net/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/',
        '                                 the assertion signed with SHA-256 by A1B2',
        '                                 NameID of the format emailAddress, the same as the claim objectidentifier',
        '                       checked   failed: audience',
        '  2026-11-22 11:00:00  refused   audience-mismatch; the page showed the reference 7KQF-M2ZD',
        '',
        '  Problem   audience-mismatch',
        '  Rule      SAML Core 2.5.1.4',
        '  Expected  http://acme.timetrack.localhost:8080/api/v2/azure/saml20',
        '  Actual    https://timetrack.example',
        '',
        'Since the last successful sign-in on 2026-11-21:',
        '  the source of the NameID changed from emailaddress or name to objectidentifier',
        '  the claim http://schemas.microsoft.com/identity/claims/displayname is no longer sent',
        '',
        "To do: the customer's administrator, in Entra",
        '  Where  Entra ID > Enterprise apps > TimeTrack > Single sign-on > Basic SAML Configuration',
        '  What   Identifier (Entity ID)',
        '  Value  http://acme.timetrack.localhost:8080/api/v2/azure/saml20',
        '',
      ].join('\n'),
    );
  });

  it('are shown one by one: signed in, by the flow', async () => {
    const { stdout } = await run(show(signedIn.flow));

    expect(named(stdout)).toBe(
      [
        'TimeTrack tenant acme: the person signed in.',
        '',
        '  2026-11-21 16:00:00  sent       AuthnRequest _5160ed to http://entra.localhost:8080/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/saml2',
        '  2026-11-21 16:00:00  received   a response to our request',
        '                                  from https://sts.windows.net/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/',
        '                                  the assertion signed with SHA-256 by A1B2',
        '                                  NameID of the format emailAddress, the same as the claim emailaddress and name',
        '                                  authenticated at 2026-11-21T16:00:00.000Z, acr urn:oasis:names:tc:SAML:2.0:ac:classes:Password, amr pwd',
        '                       checked    every check passed',
        '  2026-11-21 16:00:00  signed in  b…@acme.example (user 1), until 2026-11-22T00:00:00.000Z at the latest',
        '',
      ].join('\n'),
    );
    expect((await run(show(signedIn.flow, ' --reveal'))).stdout).toContain('b.simon@acme.example (user');
  });

  it('are shown where nothing came back, with what Entra’s own error asks for', async () => {
    expect(stopped).toMatchObject({ outcome: 'stopped-at-entra', reference: 'AADSTS700016' });
    const { outcome, timeline, instructions } = await json(show(stopped.flow));

    expect(outcome).toBe('open');
    expect(timeline.map(({ what }: { what: string }) => what)).toEqual(['sent', 'gave up']);
    expect(instructions[0]).toMatchObject({
      field: 'Identifier (Entity ID)',
      value: site.urls.identifier,
      note: 'If Entra showed AADSTS700016.',
    });
    const early = await run(show(stopped.flow), secondsAfter(facts.now, -hour + 60));
    expect(early.stdout).toContain('2026-11-22 12:00:00  waiting');
  });

  it('are found by a reference as it was read out', async () => {
    const { reference } = await json(
      show(refused.reference.toLowerCase().replace('-', '').replaceAll('0', 'o')),
    );
    expect(reference).toBe(refused.reference);
  });

  it.each([
    ['ZZZZ-ZZZZ', 1, 'flow-unknown'],
    [`_${'0'.repeat(32)}`, 1, 'flow-unknown'],
    ['no-such-flow', 2, 'usage'],
  ])('are not found by %s', async (target, exitCode, code) => {
    const shown = await run(`${show(target)} --json`);
    expect(shown.exitCode).toBe(exitCode);
    expect(JSON.parse(shown.stdout).error.code).toBe(code);
  });

  it('are those of a tenant that there is', async () => {
    for (const line of [
      'flow list timetrack nobody',
      'flows list timetrack nobody',
      'flow show timetrack nobody ZZZZ-ZZZZ',
    ]) {
      const { error } = await json(line);
      expect(error.code).toBe('tenant-unknown');
    }
  });
});
