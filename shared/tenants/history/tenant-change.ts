import { isDeepStrictEqual } from 'node:util';
import type { ConnectionDraft, DraftTest } from '../draft/connection-draft.ts';
import type { KeyState } from '../keys/inactive-key.ts';
import { type KeyWithState, keysWithState } from '../keys/key-states.ts';
import { matchesThumbprints, newlyProven } from '../keys/proven-keys.ts';
import { thumbprintsOf } from '../keys/thumbprints.ts';
import { certificateOf, isSameKey, shownThumbprint } from '../keys/trusted-key-identity.ts';
import type { Connection, ProvenKey, Tenant } from '../tenant.ts';

/** Who changes a tenant, when, and why. */
export interface ChangeAuthor {
  /** A person or a part of Latchkey: `arn:aws:sts::…`, `maria@workstation`, `sign-in`. */
  readonly by: string;
  readonly at: Date;
  readonly reason?: string;
}

/** One thing that a change did. */
export type TenantEvent =
  | { readonly kind: 'tenant-added' | 'tenant-removed' }
  /** Every session that began before the change. */
  | { readonly kind: 'sessions-ended' }
  | {
      readonly kind: 'key';
      /** The SHA-1 thumbprint where it is known, upper case. */
      readonly thumbprint: string;
      /** Undefined for a new key. */
      readonly from?: KeyState;
      /** Undefined for a removed key. */
      readonly to?: KeyState;
    }
  | { readonly kind: 'key-pinned'; readonly thumbprint: string }
  | {
      readonly kind: 'key-proof';
      readonly thumbprint: string;
      /** `proven`: the key signed an answer to this tenant's own request. `released`: it has to do so again. */
      readonly became: 'proven' | 'released';
    }
  | {
      readonly kind: 'setup-link';
      /** The link's id, `7KQF-M2ZD`. */
      readonly link: string;
      readonly became: 'created' | 'opened' | 'revoked';
    }
  | {
      readonly kind: 'person';
      /** The user's id, which names no one. */
      readonly user: string;
      readonly became: 'added' | 'activated' | 'deactivated';
    }
  | {
      readonly kind: 'setting';
      /** `issuer`, `state`, `grace`, …: a field of the connection or of the tenant. */
      readonly name: string;
      readonly from?: string;
      readonly to?: string;
    };

/** One change of a tenant: one entry of its append-only history. */
export interface TenantChange extends ChangeAuthor {
  /** Unique among all changes. */
  readonly id: string;
  readonly events: readonly TenantEvent[];
}

/** Returns what changed between `before` and `after`; empty where nothing did. Keys first, in the order of `after`. */
export function eventsBetween(before: Tenant, after: Tenant): readonly TenantEvent[] {
  return [
    ...keyEvents(keysWithState(before.connection), keysWithState(after.connection)),
    ...proofEvents(before.connection, after.connection),
    ...settingEvents(settingsOf(before), settingsOf(after)),
    ...(before.sessionGeneration === after.sessionGeneration ? [] : [{ kind: 'sessions-ended' } as const]),
  ];
}

function keyEvents(before: readonly KeyWithState[], after: readonly KeyWithState[]): readonly TenantEvent[] {
  const events: TenantEvent[] = [];
  for (const { name, key, state } of after) {
    const old = before.find((each) => each.name === name || isSameKey(each.key, key));
    const thumbprint = shownThumbprint(key);
    if (old === undefined) events.push({ kind: 'key', thumbprint, to: state });
    else if (old.state !== state) events.push({ kind: 'key', thumbprint, from: old.state, to: state });
    const hadNone = old !== undefined && old.state !== 'retired' && certificateOf(old.key) === undefined;
    if (hadNone && certificateOf(key) !== undefined) {
      events.push({ kind: 'key-pinned', thumbprint });
    }
  }
  for (const { name, key, state } of before) {
    if (after.some((each) => each.name === name || isSameKey(each.key, key))) continue;
    events.push({ kind: 'key', thumbprint: shownThumbprint(key), from: state });
  }
  return events;
}

/** Leaves out an ended proof whose key is no longer trusted: the key's own event covers it. */
function proofEvents(before: Connection, after: Connection): readonly TenantEvent[] {
  const event = ({ sha1 }: ProvenKey, became: 'proven' | 'released'): TenantEvent => ({
    kind: 'key-proof',
    thumbprint: sha1.toUpperCase(),
    became,
  });
  const stillTrusted = (proof: ProvenKey) => after.trustedKeys.some((key) => matchesThumbprints(proof, key));
  return [
    ...newlyProven(before, after).map((proof) => event(proof, 'proven')),
    ...newlyProven(after, before)
      .filter(stillTrusted)
      .map((proof) => event(proof, 'released')),
  ];
}

function settingsOf({
  displayName,
  standsAt,
  connection,
  sessionLengthSeconds,
  idleTimeoutSeconds,
  maximumSessions,
  sso,
  mailDomains,
  claims,
  requiresMultiFactor,
  justInTime,
  signOut,
  draft,
}: Tenant): Readonly<Record<string, unknown>> {
  const { trustedKeys, provenKeys, setAsideKeys, encryption, requestSigning, issuer, loginUrl, ...settings } =
    connection;
  const ofCertificate = (certificate: string) =>
    `certificate ${thumbprintsOf(certificate).sha1.toUpperCase()}`;
  return {
    displayName,
    standsAt,
    issuer: issuer === '' ? undefined : issuer,
    loginUrl: loginUrl === '' ? undefined : loginUrl,
    ...settings,
    encryption: encryption && `${encryption.mode}, ${ofCertificate(encryption.certificate)}`,
    requestSigning: requestSigning && `${requestSigning.keyId}, ${ofCertificate(requestSigning.certificate)}`,
    sessionLengthSeconds,
    idleTimeoutSeconds,
    maximumSessions,
    sso,
    mailDomains: mailDomains?.join(' '),
    claims,
    requiresMultiFactor,
    justInTime,
    signOut,
    draft: draft && draftText(draft),
    draftStep: draft?.step,
    draftTest: draft?.test && testText(draft.test),
  } satisfies Omit<
    Connection,
    'trustedKeys' | 'provenKeys' | 'setAsideKeys' | 'encryption' | 'requestSigning' | 'issuer' | 'loginUrl'
  > & {
    readonly displayName: string | undefined;
    readonly standsAt: string | undefined;
    readonly issuer: string | undefined;
    readonly loginUrl: string | undefined;
    readonly encryption: string | undefined;
    readonly requestSigning: string | undefined;
    readonly sessionLengthSeconds: number;
    readonly idleTimeoutSeconds: number | undefined;
    readonly maximumSessions: number | undefined;
    readonly sso: boolean | undefined;
    readonly mailDomains: string | undefined;
    readonly claims: Tenant['claims'];
    readonly requiresMultiFactor: true | undefined;
    readonly justInTime: Tenant['justInTime'];
    readonly signOut: Tenant['signOut'];
    readonly draft: string | undefined;
    readonly draftStep: string | undefined;
    readonly draftTest: string | undefined;
  };
}

/** Returns a test in one line: its outcome and the key that signed it. */
function testText({ outcome, at, signer }: DraftTest): string {
  const by = signer === undefined ? '' : `, signed by ${signer.sha1.toUpperCase()}`;
  return `${outcome} at ${at.toISOString()}${by}`;
}

/** Returns a draft in one line: its link, its revision, and the keys that it would trust. */
function draftText({ revision, values, link, kind }: ConnectionDraft): string {
  const keys = values.trustedKeys.map(shownThumbprint).join(' ');
  const origin = link === undefined ? '' : `${kind} by link ${link}, `;
  return `${origin}revision ${revision}, issuer ${values.issuer ?? 'not known yet'}, keys ${keys === '' ? 'none' : keys}`;
}

function settingEvents(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly TenantEvent[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ kind: 'setting', name, ...side('from', before[name]), ...side('to', after[name]) }));
}

function side<Side extends 'from' | 'to'>(which: Side, value: unknown): { readonly [side in Side]?: string } {
  if (value === undefined) return {};
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { [which]: text.slice(0, changeLimits.settingLength) } as { readonly [side in Side]?: string };
}

/**
 * How much of one change a tenant's item and its history repeat. The tenant's own item holds it until the next change,
 * so these limits bound it whatever people type or metadata contains.
 */
export const changeLimits = {
  /** Author and reason, each in characters; the rest is cut. */
  authorLength: 256,
  reasonLength: 1_000,
  /** The most events of one change; further ones are visible in the tenant itself. */
  events: 64,
  /** A setting's value, before and after, in characters. */
  settingLength: 300,
  /** The number of settings of a tenant, with reserve. */
  settings: 20,
  /** The size of an event about a key, in bytes. */
  keyEventBytes: 192,
} as const;
