import * as v from 'valibot';
import { claimRulesSchema } from '../../claims/claim-rules-schema.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { defined } from '../../objects/defined.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedCount,
  storedInstant,
  storedTenantId,
  storedText,
} from '../../store/read-stored.ts';
import type { NewItem, StoredItem } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import { isGracePeriodAllowed } from '../certificate-grace-period.ts';
import { isConfigured } from '../connection.ts';
import { storedDraft, storedUrl, toStoredDraft } from '../draft/draft-item.ts';
import type { TenantChange } from '../history/tenant-change.ts';
import { changeLimits } from '../history/tenant-change.ts';
import { storedChange, toStoredChange } from '../history/tenant-change-item.ts';
import { justInTimeSchema } from '../just-in-time.ts';
import {
  provenKeyMap,
  storedCertificate,
  storedInactiveKeys,
  storedProvenKeys,
  storedTrustedKeys,
  trustedKeyMap,
} from '../keys/trusted-key-map.ts';
import { type MailDomain, maximumMailDomains, parseMailDomain } from '../mail-domains/mail-domain.ts';
import { signOutRulesSchema } from '../sign-out-rules.ts';
import {
  type Connection,
  idleTimeout,
  mostSessionsPerPerson,
  sessionLength,
  type Tenant,
} from '../tenant.ts';
import { refreshSlotAttributes } from './refresh-slot.ts';

/** The sort key of a tenant in its item collection. It sorts before every user of the tenant. */
export const tenantSortKey = 'tenant';

/** Returns the key of a tenant. */
export function tenantKey(app: AppId, tenant: TenantId) {
  return { partitionKey: tenantScope(app, tenant), sortKey: tenantSortKey };
}

/** Returns the partition of an app's tenants in the index `by-list`, ordered by their ids. */
export function tenantsOf(app: AppId): string {
  return `tenants#${app}`;
}

function isEmpty({ state, issuer, loginUrl }: Pick<Connection, 'state' | 'issuer' | 'loginUrl'>): boolean {
  return issuer === '' && loginUrl === '' && state !== 'active';
}

const storedMailDomain = v.custom<MailDomain>(
  (value) => typeof value === 'string' && parseMailDomain(value) === value,
);

const tenantItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.literal(tenantSortKey),
  listKey: v.string(),
  listEntry: v.string(),
  turnKey: v.exactOptional(v.string()),
  turnEntry: v.exactOptional(v.string()),
  app: storedAppId,
  id: storedTenantId,
  displayName: v.exactOptional(storedText),
  standsAt: v.exactOptional(storedText),
  connection: v.pipe(
    v.strictObject({
      state: v.picklist(['draft', 'tested', 'active', 'disabled']),
      issuer: v.optional(v.union([storedText, v.literal('')]), ''),
      loginUrl: v.optional(v.union([storedUrl, v.literal('')]), ''),
      logoutUrl: v.exactOptional(storedUrl),
      metadataUrl: v.exactOptional(storedUrl),
      trustedKeys: v.optional(storedTrustedKeys, {}),
      provenKeys: v.exactOptional(storedProvenKeys),
      setAsideKeys: v.exactOptional(storedInactiveKeys),
      grace: v.exactOptional(
        v.pipe(
          v.strictObject({ until: storedInstant, givenAt: storedInstant, reason: storedText }),
          v.check((grace) => isGracePeriodAllowed(grace)),
        ),
      ),
      identityClaim: v.exactOptional(storedText),
      allowSha1: v.boolean(),
      encryption: v.exactOptional(
        v.strictObject({ mode: v.picklist(['optional', 'required']), certificate: storedCertificate }),
      ),
      requestSigning: v.exactOptional(v.strictObject({ keyId: storedText, certificate: storedCertificate })),
    }),
    // Without a directory no sign-in is possible: only a tenant that was never set up has none.
    v.forward(
      v.check((connection) => isConfigured(connection) || isEmpty(connection)),
      ['issuer'],
    ),
  ),
  draft: v.exactOptional(storedDraft),
  sso: v.exactOptional(v.boolean()),
  mailDomains: v.exactOptional(v.pipe(v.array(storedMailDomain), v.maxLength(maximumMailDomains))),
  claims: v.exactOptional(claimRulesSchema),
  requiresMultiFactor: v.exactOptional(v.literal(true)),
  justInTime: v.exactOptional(justInTimeSchema),
  signOut: v.exactOptional(signOutRulesSchema),
  sessionLengthSeconds: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(sessionLength.minimumSeconds),
    v.maxValue(sessionLength.maximumSeconds),
  ),
  idleTimeoutSeconds: v.exactOptional(
    v.pipe(
      v.number(),
      v.multipleOf(idleTimeout.stepSeconds),
      v.minValue(idleTimeout.stepSeconds),
      v.maxValue(idleTimeout.maximumSeconds),
    ),
  ),
  maximumSessions: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostSessionsPerPerson)),
  ),
  sessionGeneration: v.exactOptional(storedCount),
  createdAt: storedInstant,
  updatedAt: storedInstant,
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  lastChange: v.exactOptional(storedChange),
});

/** A tenant with the fields that only the store uses. */
export interface TenantRecord {
  readonly tenant: Tenant;
  /** Counts the changes of this tenant; 0 for one stored before changes were counted. */
  readonly version: number;
  /**
   * The change that made this version. The same write stores both, so that every change has its entry. It is copied
   * into the history afterwards, at the latest before the next change.
   */
  readonly lastChange?: TenantChange;
}

/**
 * Returns the stored form of a tenant.
 * @throws RangeError where its connection is only half set up: what could not be read back is never written
 */
export function toTenantItem({ tenant, version, lastChange }: TenantRecord): NewItem {
  const { trustedKeys, provenKeys, setAsideKeys, grace, encryption, requestSigning, ...connection } =
    tenant.connection;
  if (!isConfigured(connection) && !isEmpty(connection))
    throw new RangeError('the connection is half set up');
  return {
    ...tenantKey(tenant.app, tenant.id),
    listKey: tenantsOf(tenant.app),
    listEntry: tenant.id,
    ...refreshSlotAttributes(tenant),
    app: tenant.app,
    id: tenant.id,
    displayName: tenant.displayName,
    standsAt: tenant.standsAt,
    connection: {
      ...connection,
      issuer: connection.issuer === '' ? undefined : connection.issuer,
      loginUrl: connection.loginUrl === '' ? undefined : connection.loginUrl,
      trustedKeys: trustedKeyMap(trustedKeys),
      provenKeys: provenKeys && provenKeyMap(provenKeys),
      setAsideKeys: setAsideKeys && trustedKeyMap(setAsideKeys),
      grace: grace && {
        until: grace.until.toISOString(),
        givenAt: grace.givenAt.toISOString(),
        reason: grace.reason.slice(0, changeLimits.reasonLength),
      },
      encryption: encryption && { ...encryption },
      requestSigning: requestSigning && { ...requestSigning },
    },
    draft: tenant.draft && toStoredDraft(tenant.draft),
    sso: tenant.sso,
    mailDomains: tenant.mailDomains,
    claims: tenant.claims,
    requiresMultiFactor: tenant.requiresMultiFactor,
    justInTime: tenant.justInTime && { ...tenant.justInTime },
    signOut: tenant.signOut && { ...tenant.signOut },
    sessionLengthSeconds: tenant.sessionLengthSeconds,
    idleTimeoutSeconds: tenant.idleTimeoutSeconds,
    maximumSessions: tenant.maximumSessions,
    sessionGeneration: tenant.sessionGeneration,
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
    version,
    lastChange: lastChange && toStoredChange(lastChange),
  };
}

/** Reads a stored tenant with its version. @throws StoredItemError where `item` is not a complete tenant */
export function readTenantRecord(item: StoredItem): TenantRecord {
  const { partitionKey, sortKey, listKey, listEntry, turnKey, turnEntry, version, lastChange, ...tenant } =
    readStored(tenantItem, item);
  requireKey(item, tenantKey(tenant.app, tenant.id));
  return { tenant, version, ...defined({ lastChange }) };
}

/** Reads a stored tenant. @throws StoredItemError where `item` is not a complete tenant */
export function readTenantItem(item: StoredItem): Tenant {
  return readTenantRecord(item).tenant;
}
