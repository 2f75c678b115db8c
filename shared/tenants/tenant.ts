import type { ClaimRules } from '../claims/claim-rules.ts';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { KeyId } from '../keys/key-ids.ts';
import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import type { CertificateGracePeriod } from './certificate-grace-period.ts';
import type { ConnectionDraft } from './draft/connection-draft.ts';
import type { JustInTime } from './just-in-time.ts';
import type { InactiveKey } from './keys/inactive-key.ts';
import type { Thumbprints } from './keys/thumbprints.ts';
import type { MailDomain } from './mail-domains/mail-domain.ts';
import type { SignOutRules } from './sign-out-rules.ts';

/** The state of a connection: only an `active` one signs people in. */
export type ConnectionState = 'draft' | 'tested' | 'active' | 'disabled';

/** A proven key, by both fingerprints of its certificate; see `./keys/proven-keys.ts`. */
export interface ProvenKey extends Thumbprints {
  /** When it first signed an answer to a request of this tenant. */
  readonly at: Date;
}

/** A tenant's trust in its directory: what "Set up <application>" in Entra shows, and the keys. */
export interface Connection {
  readonly state: ConnectionState;
  /**
   * Microsoft Entra Identifier, compared character for character: `https://sts.windows.net/<id>/`. Empty, like the
   * Login URL, until the connection is set up; such a connection is never active.
   */
  readonly issuer: string;
  /** Login URL: where an AuthnRequest goes. */
  readonly loginUrl: string;
  /** Logout URL, where the administrator entered one. */
  readonly logoutUrl?: string;
  /** App Federation Metadata Url, where the administrator entered one: it announces new keys. */
  readonly metadataUrl?: string;
  /**
   * The keys that may have signed: the primary key first, then the secondary ones. A sign-in needs at least one; an
   * empty list refuses everything.
   */
  readonly trustedKeys: readonly TrustedKey[];
  /** The trusted keys that have signed for this tenant in answer to its own requests. Default: none. */
  readonly provenKeys?: readonly ProvenKey[];
  /** Candidates and retired keys: stored to be shown and promoted, never trusted. */
  readonly setAsideKeys?: readonly InactiveKey[];
  /** Until when an expired certificate is accepted, where the operator gave a grace period. */
  readonly grace?: CertificateGracePeriod;
  /**
   * Identifies people where the directory is not Entra: the name of a claim that never changes (`user.id`), or the URI
   * of the persistent NameID format. The operator or a set-up link sets it; a renewal never changes it.
   */
  readonly identityClaim?: string;
  /** Whether signatures with SHA-1 are accepted, which only the operator may allow. Default false. */
  readonly allowSha1: boolean;
  /** Whether assertions may or must be encrypted. Default: neither; an encrypted one is refused. */
  readonly encryption?: AssertionEncryption;
  /** How our requests are signed. Default: not at all, which is Entra's default too. */
  readonly requestSigning?: RequestSigning;
}

/** How a tenant treats encrypted assertions. */
export interface AssertionEncryption {
  /** `required`: an unencrypted assertion is refused. */
  readonly mode: 'optional' | 'required';
  /**
   * The certificate that the directory encrypts for, with one of our public keys, DER in base64. Any of our keys
   * decrypts.
   */
  readonly certificate: string;
}

/** Which key signs our requests, so that each directory switches once it knows the next certificate. */
export interface RequestSigning {
  readonly keyId: KeyId;
  /** The certificate that the directory verifies that key by, DER in base64. */
  readonly certificate: string;
}

/** One customer of one app. */
export interface Tenant {
  readonly app: AppId;
  readonly id: TenantId;
  /** The organisation's name for people: "Acme Ltd". 1 to 256 visible characters. Default: pages show the id alone. */
  readonly displayName?: string;
  /**
   * The origin of the site that this tenant was moved to: `https://sso.example.com`. Its URLs, and so what its messages
   * must name, follow from it (`shared/apps/standing-site.ts`). Default: the app's first site.
   */
  readonly standsAt?: string;
  readonly connection: Connection;
  /** The connection that an administrator is setting up. It trusts no message and signs in no one. */
  readonly draft?: ConnectionDraft;
  /** Whether the operator gave this tenant single sign-on. Default: the app's, see `isSsoEnabled`. */
  readonly sso?: boolean;
  /** The domains of its people's work e-mail addresses, by which the sign-on page finds the tenant. Default: none. */
  readonly mailDomains?: readonly MailDomain[];
  /** Where the claims of this tenant differ from those of the profile. Default: nowhere. */
  readonly claims?: ClaimRules;
  /** Whether a sign-in needs evidence of several factors (`requireMultiFactor`). Only the operator sets it. Default false. */
  readonly requiresMultiFactor?: true;
  /** Whom a sign-in creates as a user. Default: no one; users are created before. */
  readonly justInTime?: JustInTime;
  /** How its people sign out, where that differs from the profile. Default: nowhere. */
  readonly signOut?: SignOutRules;
  /** The length of a session, in seconds: 900 to 86,400, default 28,800 (8 hours). */
  readonly sessionLengthSeconds: number;
  /**
   * How long a session may stay unused, in seconds: a multiple of 900 up to 86,400. Counts for new sessions. Default:
   * as long as the session lasts.
   */
  readonly idleTimeoutSeconds?: number;
  /** How many sessions a person may have at once: 1 to 100. Default: any number. */
  readonly maximumSessions?: number;
  /**
   * Counts how often every session of this tenant was ended. A session is valid only while it has the same number.
   * Default 0.
   */
  readonly sessionGeneration?: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * One life of a tenant: a later tenant of the same name has another creation time. Data stored beside a tenant (logs,
 * buffers, caches) carries it, so that a later tenant never reads it.
 */
export type TenantIncarnation = Pick<Tenant, 'app' | 'id' | 'createdAt'>;

/** Bounds and default of {@link Tenant.sessionLengthSeconds}. */
export const sessionLength = { minimumSeconds: 900, defaultSeconds: 28_800, maximumSeconds: 86_400 } as const;

/** The steps in which an operator sets {@link Tenant.idleTimeoutSeconds}, and its bounds, in seconds. */
export const idleTimeout = { stepSeconds: 900, maximumSeconds: 86_400 } as const;

/** The most that {@link Tenant.maximumSessions} may be: an index is read so far. */
export const mostSessionsPerPerson = 100;
