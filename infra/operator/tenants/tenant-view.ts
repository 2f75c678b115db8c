import { requireApp } from '../../../shared/apps/apps.ts';
import { siteAhead, sitesOfApp, standingSite } from '../../../shared/apps/standing-site.ts';
import { type TenantUrls, tenantUrls } from '../../../shared/apps/urls.ts';
import type { ClaimRules } from '../../../shared/claims/claim-rules.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import {
  type CertificateGracePeriod,
  gracePeriodAt,
} from '../../../shared/tenants/certificate-grace-period.ts';
import { connectionOf } from '../../../shared/tenants/draft/activate-draft.ts';
import type {
  ConnectionDraft,
  DraftKind,
  DraftTest,
  SetupStep,
} from '../../../shared/tenants/draft/connection-draft.ts';
import { type ReplacedPart, replacedParts } from '../../../shared/tenants/draft/replaced-parts.ts';
import type { JustInTime } from '../../../shared/tenants/just-in-time.ts';
import type { KeyState, RetiredFacts } from '../../../shared/tenants/keys/inactive-key.ts';
import { type KeyWithState, keysWithState } from '../../../shared/tenants/keys/key-states.ts';
import { proofOf } from '../../../shared/tenants/keys/proven-keys.ts';
import { parseCertificateFile } from '../../../shared/tenants/keys/read-trusted-key.ts';
import { type Thumbprints, thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { keyName, knownThumbprints } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { SignOutRules } from '../../../shared/tenants/sign-out-rules.ts';
import { isSsoEnabled } from '../../../shared/tenants/sso-entitlement.ts';
import type { Connection, Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { appName } from '../known-apps.ts';
import type { RefreshView } from './refresh-view.ts';

/** A key in the output. */
export interface KeyView {
  readonly state: KeyState;
  readonly kind: TrustedKey['kind'];
  /** The given one for a thumbprint; both for a certificate or a pinned one. */
  readonly thumbprints: Partial<Thumbprints>;
  /** For a thumbprint: whether a sign-in has shown its certificate. */
  readonly pinned?: boolean;
  readonly subject?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly expired?: boolean;
  /** For a trusted key: when it first signed a response to a request of this tenant; absent if never. */
  readonly provenAt?: Date;
  /** Another tenant that has proven this key, where a command shows one tenant. */
  readonly holder?: TenantId;
}

/** A certificate of one of Latchkey's keys, for the customer's administrator to add in the directory. */
interface OwnCertificateView {
  /** DER in base64. */
  readonly certificate: string;
  readonly thumbprints: Partial<Thumbprints>;
  readonly notAfter?: Date;
}

/** A draft in the output. */
export interface DraftView {
  /** The set-up link that chose its values; absent in drafts of older releases. */
  readonly link?: string;
  readonly kind?: DraftKind;
  /** The parts of the active connection that it would replace. */
  readonly replaces: readonly ReplacedPart[];
  readonly step: SetupStep;
  readonly issuer?: string;
  readonly loginUrl?: string;
  /** The identity claim that the administrator named. */
  readonly identityClaim?: string;
  readonly keys: readonly KeyView[];
  readonly test?: Pick<DraftTest, 'at' | 'outcome'> & { readonly ofThisDraft: boolean };
  readonly startedAt: Date;
}

/** A tenant in the output. */
export interface TenantView {
  readonly app: Tenant['app'];
  readonly id: string;
  /** The organisation's name for people. */
  readonly displayName?: string;
  readonly state: Connection['state'];
  /** Empty, like the Login URL, before the set-up. */
  readonly issuer: string;
  readonly loginUrl: string;
  readonly logoutUrl?: string;
  /** What identifies people where the directory is not Entra. */
  readonly identityClaim?: string;
  readonly allowSha1: boolean;
  /** Whether single sign-on is enabled. */
  readonly sso: boolean;
  /** The set-up in progress, if there is one. */
  readonly draft?: DraftView;
  readonly sessionLengthSeconds: number;
  /** How long a session may stay unused; absent: as long as it lasts. */
  readonly idleTimeoutSeconds?: number;
  /** How many sessions a person may have at once; absent: any number. */
  readonly maximumSessions?: number;
  /** Where its claims differ from the profile's. */
  readonly claims?: ClaimRules;
  /** There, and true, where a sign-in needs evidence of several factors. */
  readonly requiresMultiFactor?: true;
  /** Whom a sign-in creates as a user; absent: no one. */
  readonly justInTime?: JustInTime;
  /** How its people sign out, where that differs from the app's. */
  readonly signOut?: SignOutRules;
  /** Candidates and retired keys included: no sign-in can use those. */
  readonly keys: readonly KeyView[];
  readonly metadataUrl?: string;
  /** With a metadata URL, where a command shows one tenant. */
  readonly refresh?: RefreshView;
  readonly grace?: CertificateGracePeriod;
  /** Absent: encrypted assertions are refused. */
  readonly encryption?: OwnCertificateView & { readonly mode: 'optional' | 'required' };
  /** Absent: AuthnRequests are not signed. */
  readonly requestSigning?: OwnCertificateView & { readonly keyId: string };
  /** The domains of work e-mail addresses that lead to this tenant. */
  readonly mailDomains?: readonly string[];
  /** While the app moves: where the tenant stands, and where it has still to be moved. Origins, with `{tenant}`. */
  readonly address?: { readonly standsAt: string; readonly movesTo?: string };
  /** What the customer's administrator enters in Entra; absent where the app is not deployed. */
  readonly entra?: TenantUrls;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Returns a tenant for the output. */
export function viewTenant(context: CommandContext, tenant: Tenant): TenantView {
  const { state, issuer, loginUrl, logoutUrl, metadataUrl, identityClaim } = tenant.connection;
  const { allowSha1, encryption, requestSigning } = tenant.connection;
  const now = context.terminal.now();
  const grace = gracePeriodAt(tenant.connection, now);
  const site = standingSite(context.sites, tenant);
  return {
    app: tenant.app,
    id: tenant.id,
    ...defined({ displayName: tenant.displayName }),
    state,
    issuer,
    loginUrl,
    ...defined({ logoutUrl, identityClaim }),
    allowSha1,
    sso: isSsoEnabled(requireApp(context.apps, tenant.app), tenant),
    ...(tenant.draft === undefined ? {} : { draft: viewDraft(tenant.draft, tenant.connection, now) }),
    sessionLengthSeconds: tenant.sessionLengthSeconds,
    ...defined({ idleTimeoutSeconds: tenant.idleTimeoutSeconds, maximumSessions: tenant.maximumSessions }),
    ...defined({ claims: tenant.claims, justInTime: tenant.justInTime, signOut: tenant.signOut }),
    ...defined({ requiresMultiFactor: tenant.requiresMultiFactor }),
    keys: viewKeys(tenant.connection, now),
    ...defined({ metadataUrl, grace }),
    ...(encryption === undefined ? {} : { encryption: viewOwn(encryption, now) }),
    ...(requestSigning === undefined ? {} : { requestSigning: viewOwn(requestSigning, now) }),
    ...defined({ mailDomains: tenant.mailDomains }),
    ...addressOf(context, tenant),
    ...(site === undefined ? {} : { entra: tenantUrls(site, tenant.id) }),
    createdAt: tenant.createdAt,
    updatedAt: tenant.updatedAt,
  };
}

function addressOf({ sites }: CommandContext, tenant: Tenant): Pick<TenantView, 'address'> {
  const standsAt = standingSite(sites, tenant)?.origin;
  if (standsAt === undefined || sitesOfApp(sites, tenant.app).length < 2) return {};
  return { address: { standsAt, ...defined({ movesTo: siteAhead(sites, tenant)?.origin }) } };
}

/** Formats a tenant's name: "Contoso Time tenant acme". */
export function titleOf({ app, id }: Pick<Tenant, 'app' | 'id'>): string {
  return `${appName(app)} tenant ${id}`;
}

function viewDraft(draft: ConnectionDraft, running: Connection, now: Date): DraftView {
  const { link, kind, revision, step, values, test, startedAt } = draft;
  const { issuer, loginUrl, identityClaim, trustedKeys } = values;
  const next = connectionOf(running, draft);
  return {
    ...defined({ link, kind }),
    replaces: next === undefined ? [] : replacedParts(running, next),
    step,
    ...defined({ issuer, loginUrl, identityClaim }),
    keys: trustedKeys.map((key) => viewKey({ name: keyName(key), key, state: 'candidate' }, now)),
    ...(test === undefined
      ? {}
      : { test: { at: test.at, outcome: test.outcome, ofThisDraft: test.revision === revision } }),
    startedAt,
  };
}

/** Returns every key of a connection for the output. */
export function viewKeys(connection: Connection, now: Date): readonly KeyView[] {
  return keysWithState(connection).map((status) => {
    const provenAt = proofOf(connection, status.key)?.at;
    return { ...viewKey(status, now), ...defined({ provenAt }) };
  });
}

/** Returns a key for the output. */
function viewKey({ key, state }: KeyWithState, now: Date): KeyView {
  if (key.kind === 'certificate') return { state, kind: key.kind, ...viewCertificate(key.certificate, now) };
  const { kind, algorithm, thumbprint, pinned } = key;
  if (state === 'retired' && pinned === undefined) return { state, ...viewRetired(key, now) };
  return pinned === undefined
    ? { state, kind, thumbprints: { [algorithm]: thumbprint }, pinned: false }
    : { state, kind, ...viewCertificate(pinned, now), pinned: true };
}

/** Of its certificate the thumbprints and dates are kept, where it was known at all. */
function viewRetired(key: TrustedKey & RetiredFacts, now: Date): Omit<KeyView, 'state'> {
  const { notBefore, notAfter } = key;
  return {
    kind: 'thumbprint',
    thumbprints: knownThumbprints(key),
    pinned: false,
    ...defined({ notBefore }),
    ...(notAfter === undefined ? {} : { notAfter, expired: notAfter <= now }),
  };
}

function viewOwn<Own extends { readonly certificate: string }>(
  own: Own,
  now: Date,
): Own & OwnCertificateView {
  const { thumbprints, notAfter } = viewCertificate(own.certificate, now);
  return { ...own, thumbprints, ...defined({ notAfter }) };
}

function viewCertificate(certificate: string, now: Date): Omit<KeyView, 'state' | 'kind' | 'pinned'> {
  try {
    const { subject, notBefore, notAfter, thumbprints } = parseCertificateFile(
      Buffer.from(certificate, 'base64'),
    );
    return { subject, notBefore, notAfter, expired: notAfter <= now, thumbprints };
  } catch {
    // A certificate that today's rules refuse is still shown, so that it can be found and removed.
    return { thumbprints: thumbprintsOf(certificate) };
  }
}
