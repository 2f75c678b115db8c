import { defined } from '../../objects/defined.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { identityClaimOf } from '../intake/identity-claim.ts';
import { retiredKey } from '../keys/inactive-key.ts';
import { trustKey, withKeys } from '../keys/key-states.ts';
import { isKeyNamed, isProven, matchesThumbprints, withProof } from '../keys/proven-keys.ts';
import { isSameKey, keyName } from '../keys/trusted-key-identity.ts';
import { isSsoEnabled, type SsoTerms } from '../sso-entitlement.ts';
import type { Connection, Tenant } from '../tenant.ts';
import type { ConnectionDraft, DraftValues } from './connection-draft.ts';
import { testLifetimeMilliseconds, withoutDraft } from './draft.ts';

/** Why a draft cannot be activated. Stable: pages use these codes. */
export type ActivationRejectedReason =
  /** There is no draft, or it lacks a value. */
  | 'nothing-to-activate'
  /** The draft has another revision than the one to activate: it was changed in the meantime. */
  | 'changed'
  /** No test of this revision passed. */
  | 'not-tested'
  /** A test passed, but more than a day ago. */
  | 'test-too-old'
  /** No key that would remain has signed that test or, earlier, a message for this tenant. */
  | 'unproven'
  /** The operator has disabled the tenant, or switched single sign-on off. */
  | 'switched-off';

/** Thrown for a draft that must not become the connection. Nothing has changed. */
export class ActivationRejected extends Error {
  override readonly name = 'ActivationRejected';
  readonly reason: ActivationRejectedReason;

  constructor(reason: ActivationRejectedReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Returns the tenant with its draft as the active connection, and without a draft: an edit for `TenantStore.change`,
 * which writes it in one conditional write. It retires the keys that the administrator saw and left out of the draft;
 * keys that became trusted later stay. Encryption and request signing stay unchanged. The key that signed the page's
 * own test becomes proven, which takes the key claims of a fixed Identifier; no other key of the draft becomes proven.
 * @param revision The one that the administrator saw and tested.
 * @throws ActivationRejected
 */
export function activateDraft(app: SsoTerms, tenant: Tenant, revision: number, now: Date): Tenant {
  const refused = whyNotActivated(app, tenant, revision, now);
  if (refused !== undefined) throw new ActivationRejected(refused);
  const connection = tenant.draft && connectionOf(tenant.connection, tenant.draft);
  if (connection === undefined) throw new ActivationRejected('nothing-to-activate');
  const { test } = tenant.draft ?? {};
  const isAnswer = test?.launch === 'page' && test.signer !== undefined;
  return {
    ...withoutDraft(tenant),
    connection: isAnswer && test.signer ? withProof(connection, test.signer, now) : connection,
  };
}

/** Returns why {@link activateDraft} would refuse; undefined where it would not. */
export function whyNotActivated(
  app: SsoTerms,
  tenant: Tenant,
  revision: number,
  now: Date,
): ActivationRejectedReason | undefined {
  const { draft, connection } = tenant;
  const next = draft && connectionOf(connection, draft);
  if (draft === undefined || next === undefined) return 'nothing-to-activate';
  if (draft.revision !== revision) return 'changed';
  if (connection.state === 'disabled' || !isSsoEnabled(app, tenant)) return 'switched-off';
  const { test } = draft;
  if (test === undefined || test.revision !== revision || test.outcome !== 'passed') return 'not-tested';
  const ageMilliseconds = now.getTime() - test.at.getTime();
  if (ageMilliseconds > testLifetimeMilliseconds) return 'test-too-old';
  return next.trustedKeys.some((key) => hasSigned(key, connection, draft)) ? undefined : 'unproven';
}

/**
 * Returns whether a key of a draft has signed its test, or an earlier message for the running connection of the same
 * directory.
 */
export function hasSigned(
  key: TrustedKey,
  running: Connection,
  { values, revision, test }: Pick<ConnectionDraft, 'values' | 'revision' | 'test'>,
): boolean {
  if (values.issuer === running.issuer && isProven(running, key)) return true;
  return test?.revision === revision && test.signer !== undefined && matchesThumbprints(test.signer, key);
}

/**
 * Returns the connection that a draft would make of the running one: a test sign-in is verified by it. A key that was
 * trusted when the draft's values were chosen, and is no longer, was retired in the meantime and stays retired. Returns
 * undefined where a value or every key is missing, and for a renewal whose directory has changed.
 * @param running Supplies what the administrator cannot change; for a renewal, everything but the new keys.
 */
export function connectionOf(
  running: Connection,
  draft: Pick<ConnectionDraft, 'kind' | 'values' | 'weighedKeys'>,
): Connection | undefined {
  const { values, weighedKeys } = draft;
  const isTrusted = (key: TrustedKey) => running.trustedKeys.some((each) => isSameKey(each, key));
  const wasTrusted = (key: TrustedKey) => weighedKeys?.some((name) => isKeyNamed(key, name)) === true;
  const trustedKeys = values.trustedKeys.filter((key) => isTrusted(key) || !wasTrusted(key));
  if (trustedKeys.length === 0) return undefined;
  return draft.kind === 'renewal'
    ? renewed(running, { ...values, trustedKeys })
    : replaced(running, { ...values, trustedKeys }, weighedKeys);
}

/** Returns the running connection with the draft's keys added; keys that an operator retired stay retired. */
function renewed(running: Connection, { issuer, trustedKeys }: DraftValues): Connection | undefined {
  if (issuer !== running.issuer || running.trustedKeys.length === 0) return undefined;
  const isRetired = (key: TrustedKey) =>
    running.setAsideKeys?.some((each) => each.state === 'retired' && isSameKey(each, key));
  const added = trustedKeys.filter((key) => !isRetired(key));
  return { ...added.reduce<Connection>((made, key) => trustKey(made, key), running), state: 'active' };
}

function replaced(
  running: Connection,
  values: DraftValues,
  weighedKeys: ConnectionDraft['weighedKeys'],
): Connection | undefined {
  const { issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys } = values;
  if (issuer === undefined || loginUrl === undefined) return undefined;
  const {
    logoutUrl: _,
    metadataUrl: __,
    setAsideKeys: ___,
    identityClaim: ____,
    provenKeys,
    ...kept
  } = running;
  const identityClaim = identityClaimOf(running, values);
  const isGone = (key: TrustedKey) => !trustedKeys.some((each) => isSameKey(each, key));
  // A key of another directory does not apply to this one.
  const cameSince = (key: TrustedKey) =>
    issuer === running.issuer && weighedKeys !== undefined && !weighedKeys.includes(keyName(key));
  const gone = running.trustedKeys.filter(isGone);
  const made: Connection = {
    ...kept,
    state: 'active',
    issuer,
    loginUrl,
    ...defined({ identityClaim, logoutUrl, metadataUrl }),
    // A proof for another directory proves nothing for this one.
    ...(provenKeys === undefined || issuer !== running.issuer ? {} : { provenKeys }),
  };
  return withKeys(
    made,
    [...trustedKeys, ...gone.filter(cameSince)],
    [
      ...(running.setAsideKeys ?? []).filter(isGone),
      ...gone.filter((key) => !cameSince(key)).map(retiredKey),
    ],
  );
}
