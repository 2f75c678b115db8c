import { randomBytes, randomUUID } from 'node:crypto';
import type { AppId } from '../../shared/ids/app-id.ts';
import type { ClientId } from '../../shared/ids/client-id.ts';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import { parseTenantId, type TenantId } from '../../shared/ids/tenant-id.ts';
import type { UserId } from '../../shared/ids/user-id.ts';
import type { Authorization } from '../../shared/openid/authorization.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import type { RequestedFlow } from '../../shared/sign-in/flow.ts';
import type { CompletedSignIn } from '../../shared/sign-in/flow-store.ts';
import { thumbprintsOf } from '../../shared/tenants/keys/thumbprints.ts';
import type { Connection, Tenant } from '../../shared/tenants/tenant.ts';
import type { User } from '../../shared/users/user.ts';

/** Tests that write use the real clock: an endpoint that sweeps would sweep what a frozen one left behind. */
export const now = new Date();

export function secondsFromNow(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}

/** A tenant id that no other test has. */
export function newTenantId(): TenantId {
  const id = parseTenantId(`t-${randomUUID()}`);
  if (id === undefined) throw new Error('not a tenant id');
  return id;
}

/** A key that no other test trusts. It only has to look like a certificate: the stores never parse one. */
export function newCertificate(): TrustedKey & { kind: 'certificate' } {
  return { kind: 'certificate', certificate: randomBytes(48).toString('base64') };
}

/** `keys` as those that have signed for a tenant, in answer to its own requests. */
export function provenBy(...keys: readonly { readonly certificate: string }[]) {
  const provenKeys = keys.map(({ certificate }) => ({ ...thumbprintsOf(certificate), at: now }));
  return { provenKeys: provenKeys.sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1)) };
}

export function aTenant({
  connection,
  ...more
}: Partial<Omit<Tenant, 'connection'>> & { connection?: Partial<Connection> } = {}): Tenant {
  return {
    app: 'timetrack',
    id: newTenantId(),
    sessionLengthSeconds: 28_800,
    createdAt: now,
    updatedAt: now,
    ...more,
    connection: {
      state: 'active',
      issuer: 'https://sts.windows.net/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/',
      loginUrl: 'https://login.microsoftonline.com/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/saml2',
      trustedKeys: [newCertificate()],
      allowSha1: false,
      ...connection,
    },
  };
}

export function aUser(more: Partial<User> = {}): User {
  return {
    app: 'timetrack',
    tenant: newTenantId(),
    id: randomUUID() as UserId,
    signInName: 'B.Simon@contoso.com',
    displayName: 'B.Simon',
    active: true,
    createdAt: now,
    updatedAt: now,
    ...more,
  };
}

export function anIdentity() {
  return { directoryId: randomUUID(), objectId: randomUUID() };
}

export function aRequest(more: Partial<RequestedFlow> = {}): RequestedFlow {
  return {
    app: 'timetrack',
    tenant: newTenantId(),
    id: `_${randomBytes(16).toString('hex')}` as FlowId,
    state: 'requested',
    requestedAt: now,
    browserHash: randomBytes(32).toString('base64url'),
    returnTo: '/reports/7',
    expiresAt: secondsFromNow(600),
    ...more,
  };
}

/** A checked request of an OpenID client for the tenant `acme`. */
export function anAuthorization(more: Partial<Authorization> = {}): Authorization {
  return {
    client: 'client_AAAAAAAAAAAAAAAAAAAAAA' as ClientId,
    issuer: 'https://login.timetrackenterprise.com',
    redirectUri: 'https://acme.example.com/oauth2/idpresponse',
    scope: ['openid', 'profile'],
    state: 'af0ifjsldkj',
    nonce: 'n-0S6_WzA2Mj',
    codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    ...more,
  };
}

/** A sign-in with a session of its own, at `flow` where one is given. */
export function aSignIn(
  flow: { app: AppId; tenant: TenantId; id?: FlowId } = { app: 'timetrack', tenant: newTenantId() },
  more: Partial<CompletedSignIn> = {},
): CompletedSignIn {
  return {
    app: flow.app,
    tenant: flow.tenant,
    id: flow.id ?? (`u${randomBytes(32).toString('base64url')}` as FlowId),
    initiatedBy: flow.id === undefined ? 'idp' : 'sp',
    launch: flow.id === undefined ? 'idp-tile' : 'sp-initiated',
    signedInAt: now,
    sessionExpiresAt: secondsFromNow(28_800),
    expiresAt: secondsFromNow(28_800),
    sessionHash: randomBytes(32).toString('base64url'),
    user: { id: randomUUID() as UserId, signInName: 'B.Simon@contoso.com', displayName: 'B.Simon' },
    issuer: 'https://sts.windows.net/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/',
    assertionId: `_${randomUUID()}`,
    nameId: 'B.Simon@contoso.com',
    sessionIndex: `_${randomUUID()}`,
    ...more,
  };
}
