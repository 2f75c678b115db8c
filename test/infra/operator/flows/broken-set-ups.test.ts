import { describe, expect, it } from 'vitest';
import { readUpload } from '../../../../infra/local/entra/uploaded-certificate.ts';
import { facts, secondsAfter } from '../../../fixtures/facts.ts';
import { latchkey, useLocalTables } from '../../../harness/command.ts';
import { applications, type Beginning, CustomerSite, type SetUpChoices } from './customer-site.ts';
import { follow, type WrittenRemediation } from './follow.ts';

/** What `flow show` says of one refused attempt: the problem, the failed checks, what to do, and what changed. */
type Said = readonly [problem: string, checks: string, toDo: readonly string[], drift?: readonly string[]];

/** A mistake in a set-up, and what leads out of it. */
interface BrokenSetUp {
  readonly name: string;
  /** Where the person begins. Default: at the application. */
  readonly from?: Beginning;
  readonly choices?: () => SetUpChoices | Promise<SetUpChoices>;
  /** The admin's mistake. */
  readonly mistake?: (site: CustomerSite) => unknown;
  /** Whether somebody signed in the day before, while all was well. */
  readonly wasGood?: boolean;
  /** Of each attempt until the person is in. */
  readonly says: readonly Said[];
  /** Which instruction is followed, with those that belong to it. Default: the first. */
  readonly follow?: number;
}

const applicationOf = async (directory: 'acme' | 'globex') =>
  (await applications).find(({ app, tenant }) => app === 'timetrack' && tenant === directory) ??
  expect.unreachable();

const entra = 'Entra ID > Enterprise apps > TimeTrack';
const basic = `${entra} > Single sign-on > Basic SAML Configuration`;
const claims = `${entra} > Single sign-on > Attributes & Claims`;
const certificates = `${entra} > Single sign-on > SAML Certificates`;
const url = 'http://acme.timetrack.localhost:8080/api/v2/azure';
const replyUrl = `${basic} | Reply URL (Assertion Consumer Service URL) | ${url}/callback`;
const identifier = `${basic} | Identifier (Entity ID) | ${url}/saml20`;
const issuer = 'https://sts.windows.net/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/';
const identifyingClaims = `${claims} | objectidentifier and tenantid | as Entra sends them: no transformation, both or neither`;

const inAnotherSpelling = (site: CustomerSite) => site.urls.replyUrl.replace('localhost', 'LocalHost');
const withhold =
  (...withheld: string[]) =>
  ({ simulation, application }: CustomerSite) =>
    simulation.claims.set(application, { withheld });
const signWith =
  (part: Partial<ReturnType<CustomerSite['simulation']['signing']['of']>>) =>
  ({ simulation, application }: CustomerSite) =>
    simulation.signing.set(application, { ...simulation.signing.of(application), ...part });

const brokenSetUps: readonly BrokenSetUp[] = [
  {
    name: 'a Reply URL in another spelling',
    from: 'tile',
    mistake: (site) => site.changeBasicSaml({ replyUrl: inAnotherSpelling(site) }),
    says: [['recipient-mismatch', 'recipient, destination', [replyUrl]]],
  },
  {
    name: 'an Identifier of one’s own',
    from: 'tile',
    mistake: (site) => site.changeBasicSaml({ identifier: 'https://timetrack.example' }),
    says: [['audience-mismatch', 'audience', [identifier]]],
  },
  {
    name: 'both of them, in one visit',
    from: 'tile',
    mistake: (site) =>
      site.changeBasicSaml({ identifier: 'https://timetrack.example', replyUrl: inAnotherSpelling(site) }),
    says: [['audience-mismatch', 'audience, recipient, destination', [identifier, `and ${replyUrl}`]]],
  },
  {
    name: 'an issuer without its last slash',
    choices: () => ({ connection: { issuer: issuer.slice(0, -1) } }),
    says: [['issuer-mismatch', 'issuer', [`tenant set timetrack acme --issuer '${issuer}'`]]],
  },
  {
    name: 'the issuer and the certificate of another directory',
    choices: async () => {
      const { issuer: other, certificate } = await applicationOf('globex');
      const key = { kind: 'certificate', certificate: certificate.base64 } as const;
      return { connection: { issuer: other, trustedKeys: [key] } };
    },
    follow: -1,
    says: [
      [
        'key-unknown',
        'signing-key',
        [
          `${certificates} | Make certificate active | <globex>`,
          'or tenant key add timetrack acme --thumbprint <acme>',
        ],
      ],
      ['issuer-mismatch', 'issuer', [`tenant set timetrack acme --issuer '${issuer}'`]],
    ],
  },
  {
    name: 'a certificate that has expired',
    choices: async () => {
      const { expiredCertificate } = await applicationOf('acme');
      return {
        connection: { trustedKeys: [{ kind: 'certificate', certificate: expiredCertificate.base64 }] },
      };
    },
    mistake: signWith({ certificate: 'expired' }),
    says: [
      [
        'certificate-expired',
        'certificate',
        [
          `${certificates} | New Certificate | Make certificate active`,
          'and tenant key add timetrack acme --certificate <file>',
        ],
      ],
    ],
  },
  {
    name: 'a certificate that is not the one that was handed over',
    wasGood: true,
    mistake: async (site) => site.change({ certificate: (await applicationOf('globex')).certificate }),
    says: [
      [
        'key-unknown',
        'signing-key',
        [
          `${certificates} | Make certificate active | <acme>`,
          'or tenant key add timetrack acme --thumbprint <globex>',
        ],
        ['certificate <acme> <globex>'],
      ],
    ],
  },
  {
    name: 'signatures with SHA-1',
    wasGood: true,
    mistake: signWith({ algorithm: 'sha1' }),
    says: [
      [
        'signature-sha1',
        'signature-algorithm',
        [`${certificates} | Signing Algorithm | SHA-256`],
        ['signature-algorithm sha256 sha1'],
      ],
    ],
  },
  {
    name: 'a claim objectidentifier that is not sent',
    mistake: withhold('objectidentifier'),
    says: [['identity-claim-malformed', 'identity', [identifyingClaims]]],
  },
  {
    name: 'neither of the identifying claims, of somebody who has signed in with them',
    wasGood: true,
    mistake: withhold('objectidentifier', 'tenantid'),
    says: [
      [
        'user-identity-missing',
        'user',
        [identifyingClaims],
        [
          'claim-gone http://schemas.microsoft.com/identity/claims/objectidentifier ',
          'claim-gone http://schemas.microsoft.com/identity/claims/tenantid ',
        ],
      ],
    ],
  },
  {
    name: 'a NameID from another source',
    mistake: ({ simulation, application }) =>
      simulation.claims.set(application, { nameIdSource: 'user.objectid' }),
    says: [
      [
        'user-unknown',
        'user',
        [
          `${claims} | Unique User Identifier (Name ID) | user.userprincipalname`,
          'or user add timetrack acme 7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101',
        ],
      ],
    ],
  },
  {
    name: 'a user whom nobody has added',
    choices: () => ({ user: 'none' }),
    says: [['user-unknown', 'user', ['user add timetrack acme b.simon@acme.example']]],
  },
  {
    name: 'a user who is not active',
    choices: () => ({ user: { active: false } }),
    says: [['user-not-active', 'user', ['user activate timetrack acme b.simon@acme.example']]],
  },
  {
    name: 'token encryption for a tenant that takes none',
    mistake: ({ simulation, application }) =>
      simulation.uploads.setEncryption(application, readUpload(application.certificate.base64)),
    says: [
      [
        'assertion-encrypted',
        'encryption',
        [
          `${entra} > Token encryption | Deactivate token encryption certificate`,
          'or tenant encryption timetrack acme optional',
        ],
      ],
    ],
  },
  {
    name: 'a tenant that was disabled',
    choices: () => ({ connection: { state: 'disabled' } }),
    from: 'tile',
    says: [['tenant-disabled', '', ['tenant enable timetrack acme']]],
  },
];

const day = 86_400;

describe('flow show leads out of', () => {
  const local = useLocalTables();

  it.each(brokenSetUps)('$name', async ({ from = 'application', choices, mistake, wasGood, ...row }) => {
    const site = await CustomerSite.of(local.tables(), 'timetrack', await choices?.());
    const run = (words: readonly string[]) =>
      latchkey(words, { environment: local.environment(), now: site.now });
    if (wasGood) {
      site.now = secondsAfter(facts.now, -day);
      expect((await site.signIn(from)).outcome).toBe('signed-in');
      site.now = facts.now;
    }
    await mistake?.(site);
    const named = namesIn(site, await applications);
    const said: Said[] = [];
    let ending = await site.signIn(from);
    while (ending.outcome === 'refused' && said.length < 3) {
      const words = ['flow', 'show', 'timetrack', site.tenant, ending.reference, '--reveal', '--json'];
      const { stdout } = await run([...words, '--local']);
      const { problem, failedChecks, instructions, drift } = JSON.parse(stdout);
      const toDo: readonly string[] = instructions.map(asLine).map(named);
      const changed: readonly string[] = drift.map(asChange).map(named);
      const checks = failedChecks.join(', ');
      said.push(changed.length === 0 ? [problem, checks, toDo] : [problem, checks, toDo, changed]);
      for (const each of chosen(instructions, row.follow)) await follow(site, each, run);
      ending = await site.signIn(from);
    }

    expect(said).toEqual(row.says);
    expect(ending.outcome).toBe('signed-in');
  });
});

/** The instruction at `index` and those that belong to it. */
function chosen(all: readonly WrittenRemediation[], index = 0): readonly WrittenRemediation[] {
  const rest = all.slice(index);
  const next = rest.findIndex(({ also }, place) => place > 0 && also !== true);
  return next < 0 ? rest : rest.slice(0, next);
}

function asLine({ blade, field, value, command, also }: WrittenRemediation, index: number): string {
  const lead = index === 0 ? '' : also ? 'and ' : 'or ';
  const typed = command?.replace(/^npx latchkey | --local$/g, '');
  return lead + [blade, field, value, typed].filter((part) => part !== undefined).join(' | ');
}

const asChange = ({ what, from, to }: Record<'what' | 'from' | 'to', string>) => `${what} ${from} ${to}`;

/** Calls the tenant acme, and each certificate by its directory. */
function namesIn(site: CustomerSite, all: Awaited<typeof applications>) {
  const ofTimeTrack = all.filter(({ app }) => app === 'timetrack');
  return (text: string) =>
    ofTimeTrack
      .reduce(
        (line, { certificate, tenant }) =>
          line.replace(new RegExp(certificate.thumbprint, 'i'), `<${tenant}>`),
        text,
      )
      .replaceAll(site.tenant, 'acme');
}
