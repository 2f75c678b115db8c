import { gallery } from '../../apps/gallery.ts';
import type { TenantUrls } from '../../apps/urls.ts';
import { defined } from '../../objects/defined.ts';
import { allProblems, type ProblemCode } from '../../problems/problem.ts';
import type { Fixer, ProblemKind } from '../../problems/problem-kind.ts';
import { shownThumbprint } from '../../tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../tenants/tenant.ts';
import type { RejectedMessage } from './rejected-message.ts';

/** One thing that somebody can do to let the next sign-in succeed. */
export interface Remediation {
  readonly by: Fixer;
  /** The page in the admin center, from "Entra ID" on. */
  readonly blade?: string;
  /** What is changed on it, and to what; or what is pressed there. */
  readonly field?: string;
  readonly value?: string;
  /** What the operator types behind `latchkey`, word by word; `<…>` is to be filled in. */
  readonly command?: readonly string[];
  /** To be done as well, after the one before; without, a later one is instead of it. */
  readonly also?: true;
  /** What to look at before, or the whole where there is neither field nor command. */
  readonly note?: string;
  /** The problem whose remedy says the whole: each language's catalogue has one for every code. */
  readonly remedyOf?: ProblemCode;
}

/** A refusal, as far as it says what to do. */
export interface RemediableRejection {
  /** A code of this release, or of another one. */
  readonly problem: string;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  readonly message?: RejectedMessage | undefined;
}

/** Whose sign-in it was. */
export interface RemediationTenant {
  readonly tenant: Tenant;
  /** Undefined where the app is not deployed. */
  readonly urls: TenantUrls | undefined;
}

type Write = (refused: RemediableRejection, at: Places) => readonly Remediation[];

/** Where things stand. */
interface Places extends RemediationTenant {
  readonly application: string;
  readonly basic: string;
  readonly claims: string;
  readonly certificates: string;
  readonly setUp: string;
  readonly tokenEncryption: string;
  /** `['timetrack', 'acme']` */
  readonly name: readonly [app: string, tenant: string];
}

const entra = (blade: string, field: string, value?: string, note?: string): Remediation => ({
  by: 'customer-admin',
  blade,
  field,
  ...defined({ value, note }),
});

const typed = (command: readonly string[], note?: string): Remediation => ({
  by: 'operator',
  command,
  ...defined({ note }),
});

const also = (remediation: Remediation): Remediation => ({ ...remediation, also: true });

const nameIdField = 'Unique User Identifier (Name ID)';
const defaultNameId = 'user.userprincipalname';
const defaultNameIdClaim = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';

const replyUrl: Write = ({ expected }, { basic, urls }) => [
  entra(basic, 'Reply URL (Assertion Consumer Service URL)', urls?.replyUrl ?? expected),
];
const signingAlgorithm: Write = (_, { certificates }) => [
  entra(certificates, 'Signing Algorithm', 'SHA-256'),
];

/** A new key comes with a new certificate: both sides learn of it. */
const newCertificate: Write = (_, { certificates, name }) => [
  entra(certificates, 'New Certificate', 'Make certificate active'),
  also(
    typed(
      ['tenant', 'key', 'add', ...name, '--certificate', '<file>'],
      'The Certificate (Base64) of the new one.',
    ),
  ),
];

const remediations: Readonly<Partial<Record<ProblemCode, Write>>> = {
  'audience-mismatch': ({ expected }, { basic, urls }) => [
    entra(basic, 'Identifier (Entity ID)', urls?.identifier ?? expected),
  ],
  'recipient-mismatch': replyUrl,
  'reply-url-mistaken': replyUrl,
  'destination-mismatch': replyUrl,
  'issuer-mismatch': ({ actual = '<issuer>' }, { setUp, name }) => [
    typed(
      ['tenant', 'set', ...name, '--issuer', actual],
      `Only where ${setUp} shows exactly this Microsoft Entra Identifier, the last slash too: anybody can name an issuer.`,
    ),
  ],
  'signature-sha1': signingAlgorithm,
  'signature-algorithm': signingAlgorithm,
  'signature-missing': (_, { certificates }) => [
    entra(certificates, 'Signing Option', 'Sign SAML assertion'),
  ],
  'key-unknown': ({ actual = '<thumbprint>' }, { certificates, name, tenant }) => [
    entra(
      certificates,
      'Make certificate active',
      tenant.connection.trustedKeys.map(shownThumbprint).join(' or '),
      'Where the certificate that was handed over is still there.',
    ),
    typed(
      ['tenant', 'key', 'add', ...name, '--thumbprint', actual],
      'Only where Entra shows this very Thumbprint for the active certificate: anybody can post a message.',
    ),
  ],
  'key-missing': (_, { name }) => [typed(['tenant', 'key', 'add', ...name, '--certificate', '<file>'])],
  'certificate-expired': newCertificate,
  'certificate-too-large': newCertificate,
  'certificate-weak': newCertificate,
  'certificate-not-yet-valid': (_, { certificates }) => [
    entra(certificates, 'Make certificate active', 'a certificate that is valid now'),
  ],
  'name-id-missing': (_, { claims }) => [entra(claims, nameIdField, defaultNameId)],
  'name-id-too-long': (_, { claims }) => [entra(claims, nameIdField, defaultNameId)],
  'attribute-repeated': ({ actual }, { claims }) => [entra(claims, actual ?? 'the claim', 'once')],
  'identity-claim-malformed': (_, { claims }) => [
    entra(claims, 'objectidentifier and tenantid', 'as Entra sends them: no transformation, both or neither'),
  ],
  'user-identity-missing': (_, { claims }) => [
    entra(claims, 'objectidentifier and tenantid', 'as Entra sends them: no transformation, both or neither'),
  ],
  'user-unknown': ({ actual = '<sign-in name>', message }, { claims, name }) => {
    const add = typed(['user', 'add', ...name, actual]);
    const source = message?.shape?.nameIdFrom;
    if (source === undefined || source.includes(defaultNameIdClaim)) return [add];
    // The NameID is not the user principal name: people were more likely created by that one.
    return [
      entra(claims, nameIdField, defaultNameId),
      { ...add, note: 'Where that NameID is meant to be the sign-in name.' },
    ];
  },
  'user-not-active': ({ actual = '<sign-in name>' }, { name }) => [
    typed(['user', 'activate', ...name, actual]),
  ],
  'user-other-identity': (_, { name }) => [
    typed(
      ['user', 'rebind', ...name, '<sign-in name>'],
      'The same person, whose account was created again in Entra.',
    ),
    typed(['user', 'remove', ...name, '<sign-in name>'], 'A new person who got the name; then user add.'),
  ],
  'assertion-encrypted': (_, { tokenEncryption, name }) => [
    entra(tokenEncryption, 'Deactivate token encryption certificate'),
    typed(['tenant', 'encryption', ...name, 'optional'], 'Where encrypted assertions are wanted.'),
  ],
  'encryption-required': (_, { tokenEncryption, name }) => [
    entra(tokenEncryption, 'Import certificate', 'Activate token encryption certificate'),
    typed(['tenant', 'show', ...name], 'It shows that certificate.'),
  ],
  'decryption-failed': (_, { tokenEncryption, name }) => [
    entra(tokenEncryption, 'Import certificate', 'Activate token encryption certificate'),
    typed(['tenant', 'show', ...name], 'It shows that certificate.'),
  ],
  'unsolicited-repeated': (_, { basic, urls }) => [entra(basic, 'Sign on URL', urls?.signOnUrl)],
  'tenant-disabled': (_, { name }) => [typed(['tenant', 'enable', ...name])],
};

/**
 * What to do about a refusal, the likeliest first; what stays the same for every message is the problem's remedy.
 * The values are the tenant's own wherever it has them, so that one can be copied into the other.
 */
export function remediationsFor(
  refused: RemediableRejection,
  tenant: RemediationTenant,
): readonly Remediation[] {
  const kind = problemKindOf(refused.problem);
  if (kind === undefined) return [];
  const places = placesOf(tenant);
  const code = refused.problem as ProblemCode;
  const first = remediations[code]?.(refused, places) ?? [{ by: kind.fixedBy, remedyOf: code }];
  // What else the same message fails in is put right in the same visit.
  const others = (refused.message?.failed ?? []).flatMap((check) => {
    const problem = Object.hasOwn(mismatches, check) ? mismatches[check] : undefined;
    if (problem === undefined) return [];
    return remediations[problem]?.({ problem, actual: refused.message?.issuer }, places) ?? [];
  });
  const isNew = ({ field, command }: Remediation) =>
    !first.some((known) => known.field === field && known.command?.join() === command?.join());
  return [...first, ...distinct(others.filter(isNew)).map(also)];
}

/** The problem of a failed check, where there is but one that a set-up can have. */
const mismatches: Readonly<Record<string, ProblemCode>> = {
  issuer: 'issuer-mismatch',
  audience: 'audience-mismatch',
  recipient: 'recipient-mismatch',
  destination: 'destination-mismatch',
};

function distinct(all: readonly Remediation[]): readonly Remediation[] {
  return [...new Map(all.map((each) => [`${each.field} ${each.command?.join(' ')}`, each])).values()];
}

/** What an administrator does about Entra's own errors, after which nothing ever comes back to us. */
export function remediationsForUnanswered(tenant: RemediationTenant): readonly Remediation[] {
  const { basic, application, urls } = placesOf(tenant);
  return [
    entra(basic, 'Identifier (Entity ID)', urls?.identifier, 'Where Entra showed AADSTS700016.'),
    entra(
      basic,
      'Reply URL (Assertion Consumer Service URL)',
      urls?.replyUrl,
      'Where it showed AADSTS50011.',
    ),
    entra(`${application} > Users and groups`, 'Add user/group', undefined, 'Where it showed AADSTS50105.'),
    { by: 'person', note: 'Where it showed nothing: begin again, and finish within an hour.' },
  ];
}

/** The row of a recorded problem; undefined where it is one of another release. */
export function problemKindOf(problem: string): ProblemKind | undefined {
  const kinds: Readonly<Record<string, ProblemKind>> = allProblems();
  return Object.hasOwn(kinds, problem) ? kinds[problem] : undefined;
}

function placesOf({ tenant, urls }: RemediationTenant): Places {
  const { displayName } = gallery[tenant.app];
  const application = `Entra ID > Enterprise apps > ${displayName}`;
  const singleSignOn = `${application} > Single sign-on`;
  return {
    tenant,
    urls,
    application,
    basic: `${singleSignOn} > Basic SAML Configuration`,
    claims: `${singleSignOn} > Attributes & Claims`,
    certificates: `${singleSignOn} > SAML Certificates`,
    setUp: `${singleSignOn} > Set up ${displayName}`,
    tokenEncryption: `${application} > Token encryption`,
    name: [tenant.app, tenant.id],
  };
}
