import type { TrustedKey } from '../saml/inbound/trust.ts';
import { type ConnectionDraft, testLifetimeMilliseconds, withoutDraft } from './draft.ts';
import { retiredKey } from './retired-key.ts';
import { isSsoOn } from './sso.ts';
import type { Connection, Tenant } from './tenant.ts';
import { isSameKey, keyName } from './trusted-key-identity.ts';

/** Why a draft is not made the connection. Stable: pages go by it. */
export type ActivationRefusedReason =
  /** There is none, or it lacks a value. */
  | 'nothing-to-activate'
  /** The draft is not the revision that was meant: somebody changed it meanwhile. */
  | 'changed'
  /** No test of this revision passed. */
  | 'not-tested'
  /** One did, more than a day ago. */
  | 'test-too-old'
  /** The operator has disabled the tenant, or switched single sign-on off. */
  | 'switched-off';

/** A draft that must not become a connection. Nothing has changed. */
export class ActivationRefused extends Error {
  override readonly name = 'ActivationRefused';
  readonly reason: ActivationRefusedReason;

  constructor(reason: ActivationRefusedReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * The tenant with its draft as its connection, active, and no draft any more: an edit for `TenantStore.change`, which
 * makes it one conditional write and claims the guards of a fixed Identifier. Keys that the draft was made without are
 * retired, those that came to be trusted after it stay; how assertions are encrypted and requests signed stays.
 * @param revision The one that the administrator saw and tested.
 * @throws ActivationRefused
 */
export function activateDraft(tenant: Tenant, revision: number, now: Date): Tenant {
  const refused = whyNotActivated(tenant, revision, now);
  if (refused !== undefined) throw new ActivationRefused(refused);
  const connection = tenant.draft && connectionOf(tenant.connection, tenant.draft);
  if (connection === undefined) throw new ActivationRefused('nothing-to-activate');
  return { ...withoutDraft(tenant), connection };
}

/** Why {@link activateDraft} would refuse; undefined where it would not. */
export function whyNotActivated(
  tenant: Tenant,
  revision: number,
  now: Date,
): ActivationRefusedReason | undefined {
  const { draft, connection } = tenant;
  if (draft === undefined || connectionOf(connection, draft) === undefined) return 'nothing-to-activate';
  if (draft.revision !== revision) return 'changed';
  if (connection.state === 'disabled' || !isSsoOn(tenant)) return 'switched-off';
  const { test } = draft;
  if (test === undefined || test.revision !== revision || test.outcome !== 'passed') return 'not-tested';
  const ageMilliseconds = now.getTime() - test.at.getTime();
  return ageMilliseconds > testLifetimeMilliseconds ? 'test-too-old' : undefined;
}

/**
 * The connection that a draft would make: what a test sign-in is judged by. Undefined where a value is missing.
 * @param running What is not the administrator's to change comes from here.
 */
export function connectionOf(
  running: Connection,
  { values, weighedKeys }: Pick<ConnectionDraft, 'values' | 'weighedKeys'>,
): Connection | undefined {
  const { issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys } = values;
  if (issuer === undefined || loginUrl === undefined || trustedKeys.length === 0) return undefined;
  const { logoutUrl: _, metadataUrl: __, setAsideKeys: ___, ...kept } = running;
  const isGone = (key: TrustedKey) => !trustedKeys.some((each) => isSameKey(each, key));
  // A key of another directory has nothing to do with this one.
  const cameSince = (key: TrustedKey) =>
    issuer === running.issuer && weighedKeys !== undefined && !weighedKeys.includes(keyName(key));
  const gone = running.trustedKeys.filter(isGone);
  const setAsideKeys = [
    ...(running.setAsideKeys ?? []).filter(isGone),
    ...gone.filter((key) => !cameSince(key)).map(retiredKey),
  ];
  return {
    ...kept,
    state: 'active',
    issuer,
    loginUrl,
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
    ...(metadataUrl === undefined ? {} : { metadataUrl }),
    trustedKeys: [...trustedKeys, ...gone.filter(cameSince)],
    ...(setAsideKeys.length === 0 ? {} : { setAsideKeys }),
  };
}
