import * as v from 'valibot';
import { appIdPattern } from '../../../shared/ids/app-id.ts';

/* The parts of `--json` documents. An object has no other fields than these; an optional field may be absent. */

const text = v.string();
const optional = v.exactOptional(text);
/** A UTC time as JSON holds it: `2027-03-02T09:15:00.000Z`. */
export const time = v.pipe(v.string(), v.isoTimestamp());
const optionalTime = v.exactOptional(time);
/** 0 or more. */
export const nonNegativeInteger = v.pipe(v.number(), v.integer(), v.minValue(0));
/** The id of an app. */
export const app = v.pipe(v.string(), v.regex(new RegExp(`^${appIdPattern}$`)));
const thumbprints = v.strictObject({ sha1: optional, sha256: optional });

/** A signing key. */
export const keyOutput = v.strictObject({
  state: v.picklist(['primary', 'secondary', 'candidate', 'retired']),
  kind: text,
  thumbprints,
  pinned: v.exactOptional(v.boolean()),
  subject: optional,
  notBefore: optionalTime,
  notAfter: optionalTime,
  expired: v.exactOptional(v.boolean()),
  provenAt: optionalTime,
  holder: optional,
});

const ownCertificate = { certificate: text, thumbprints, notAfter: optionalTime };

/** A tenant. */
export const tenantOutput = v.strictObject({
  app,
  id: text,
  displayName: optional,
  state: v.picklist(['draft', 'tested', 'active', 'disabled']),
  issuer: text,
  loginUrl: text,
  logoutUrl: optional,
  identityClaim: optional,
  allowSha1: v.boolean(),
  sso: v.boolean(),
  draft: v.exactOptional(
    v.strictObject({
      link: optional,
      kind: optional,
      replaces: v.array(text),
      step: text,
      issuer: optional,
      loginUrl: optional,
      identityClaim: optional,
      keys: v.array(keyOutput),
      test: v.exactOptional(v.strictObject({ at: time, outcome: text, ofThisDraft: v.boolean() })),
      startedAt: time,
    }),
  ),
  sessionLengthSeconds: nonNegativeInteger,
  idleTimeoutSeconds: v.exactOptional(nonNegativeInteger),
  maximumSessions: v.exactOptional(nonNegativeInteger),
  claims: v.exactOptional(v.record(text, v.looseObject({}))),
  requiresMultiFactor: v.exactOptional(v.literal(true)),
  justInTime: v.exactOptional(
    v.strictObject({ anybody: v.exactOptional(v.literal(true)), claim: optional, value: optional }),
  ),
  signOut: v.exactOptional(
    v.strictObject({ reach: optional, requiresSignature: v.exactOptional(v.literal(true)) }),
  ),
  keys: v.array(keyOutput),
  metadataUrl: optional,
  refresh: v.exactOptional(
    v.strictObject({
      refreshedAt: optionalTime,
      failing: v.exactOptional(v.looseObject({ code: text, since: time, attempts: nonNegativeInteger })),
      nextAt: time,
    }),
  ),
  grace: v.exactOptional(v.strictObject({ until: time, givenAt: time, reason: text })),
  encryption: v.exactOptional(
    v.strictObject({ mode: v.picklist(['optional', 'required']), ...ownCertificate }),
  ),
  requestSigning: v.exactOptional(v.strictObject({ keyId: text, ...ownCertificate })),
  mailDomains: v.exactOptional(v.array(text)),
  address: v.exactOptional(v.strictObject({ standsAt: text, movesTo: optional })),
  entra: v.exactOptional(v.record(text, text)),
  createdAt: time,
  updatedAt: time,
});

/** A claim that an application gets. */
export const claimOutput = v.strictObject({
  claim: text,
  attributes: v.array(text),
  many: v.boolean(),
  required: v.boolean(),
  by: v.picklist(['profile', 'tenant']),
  source: optional,
});

/** A person of a tenant. */
export const userOutput = v.strictObject({
  app,
  tenant: text,
  id: text,
  signInName: text,
  displayName: optional,
  active: v.boolean(),
  administrator: v.exactOptional(v.boolean()),
  identity: v.exactOptional(v.strictObject({ directoryId: text, objectId: text })),
  joining: v.exactOptional(v.strictObject({ directoryId: text, objectId: text })),
  renaming: v.exactOptional(v.looseObject({ to: text })),
  sessionGeneration: v.exactOptional(nonNegativeInteger),
  bindingFence: optional,
  createdAt: time,
  updatedAt: time,
});

/** A session. */
export const sessionOutput = v.strictObject({
  session: text,
  user: text,
  who: text,
  signedInAt: time,
  launch: optional,
  browser: optional,
  lastUsedAt: optionalTime,
  idleAt: optionalTime,
  expiresAt: time,
  issuer: text,
});

/** An OpenID Connect client. */
export const clientOutput = v.strictObject({
  app,
  id: text,
  displayName: text,
  authentication: v.picklist(['secret', 'private-key', 'none']),
  redirectUris: v.array(text),
  postLogoutRedirectUris: v.array(text),
  backChannelLogoutUri: optional,
  tenants: v.exactOptional(v.array(text)),
  publicKeys: v.exactOptional(v.looseObject({})),
  issuers: v.array(text),
  declared: v.boolean(),
  secrets: v.array(v.strictObject({ createdAt: time, expiresAt: optionalTime, expired: v.boolean() })),
  changedAt: optionalTime,
  changedBy: optional,
});

/** A set-up link. */
export const linkOutput = v.strictObject({
  app,
  tenant: text,
  id: text,
  state: v.picklist(['open', 'expired', 'revoked', 'used']),
  intent: text,
  once: v.boolean(),
  createdBy: text,
  createdAt: time,
  expiresAt: time,
  revokedAt: optionalTime,
  openings: nonNegativeInteger,
  administrator: v.exactOptional(v.looseObject({})),
});

/** A sign-in of the log, without `outcome`. */
export const attemptFields = {
  at: time,
  flow: optional,
  reference: optional,
  problem: optional,
  expected: optional,
  actual: optional,
  who: optional,
  launch: optional,
  requestedAt: optionalTime,
  drift: v.array(v.looseObject({})),
  lastGoodSignIn: optionalTime,
};
