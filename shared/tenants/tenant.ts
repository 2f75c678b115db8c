import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { KeyId } from '../keys/key-ids.ts';
import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import type { CertificateGracePeriod } from './certificate-grace-period.ts';
import type { ConnectionDraft } from './draft/connection-draft.ts';
import type { InactiveKey } from './keys/inactive-key.ts';
import type { Thumbprints } from './keys/thumbprints.ts';

/** The life of a connection: only an `active` one signs people in. */
export type ConnectionState = 'draft' | 'tested' | 'active' | 'disabled';

/** A key that has proved itself, by both fingerprints of its certificate; see `./proven-keys.ts`. */
export interface ProvenKey extends Thumbprints {
  /** When it first signed an answer to a request of this tenant. */
  readonly at: Date;
}

/** A tenant's trust in its directory: what "Set up TimeTrack" in Entra shows, and the keys. */
export interface Connection {
  readonly state: ConnectionState;
  /**
   * Microsoft Entra Identifier, compared character for character: `https://sts.windows.net/<id>/`. Empty, as is the
   * Login URL, where nobody has set the connection up yet; such a one is never active.
   */
  readonly issuer: string;
  /** Login URL: where an AuthnRequest goes. */
  readonly loginUrl: string;
  /** Logout URL, where the admin handed one over. */
  readonly logoutUrl?: string;
  /** App Federation Metadata Url, where the admin handed one over: where new keys are announced. */
  readonly metadataUrl?: string;
  /**
   * What may have signed: the primary key first, then the secondary ones. At least one for anybody to sign in;
   * an empty list refuses everything.
   */
  readonly trustedKeys: readonly TrustedKey[];
  /** Which of the trusted keys have signed for this tenant in answer to its own requests. Default: none has. */
  readonly provenKeys?: readonly ProvenKey[];
  /** Candidates and retired keys: kept to be shown and promoted, never trusted. */
  readonly setAsideKeys?: readonly InactiveKey[];
  /** Until when an expired certificate is taken all the same, where the operator gave that grace. */
  readonly grace?: CertificateGracePeriod;
  /**
   * What identifies people where the directory is not Entra: the name of a claim that never changes (`user.id`), or
   * the URI of the persistent NameID format. Set by the operator, or by a set-up link; a renewal never changes it.
   */
  readonly identityClaim?: string;
  /** Whether signatures with SHA-1 are accepted, which only the operator may allow. Default false. */
  readonly allowSha1: boolean;
  /** Whether assertions may be encrypted, or have to be. Default: neither, an encrypted one is refused. */
  readonly encryption?: AssertionEncryption;
  /** How our requests are signed. Default: not at all, as Entra likes it unless it is told otherwise. */
  readonly requestSigning?: RequestSigning;
}

/** How a tenant treats encrypted assertions. */
export interface AssertionEncryption {
  /** `required`: whatever is not encrypted is refused. */
  readonly mode: 'optional' | 'required';
  /** What the directory encrypts for: of a public key of ours, DER in base64. Any of our keys decrypts. */
  readonly certificate: string;
}

/** Which key signs our requests, so that each directory changes over when it knows the next certificate. */
export interface RequestSigning {
  readonly keyId: KeyId;
  /** What the directory verifies with: of that key, DER in base64. */
  readonly certificate: string;
}

/** One customer of one app. */
export interface Tenant {
  readonly app: AppId;
  readonly id: TenantId;
  readonly connection: Connection;
  /** What an administrator is setting up beside it. It trusts nobody and signs nobody in. */
  readonly draft?: ConnectionDraft;
  /** Whether the operator gave this tenant single sign-on. Default: as its app does, see `isSsoEnabled`. */
  readonly sso?: boolean;
  /** How long a session lasts, in seconds: 900 to 86,400, default 28,800 (8 hours). */
  readonly sessionLengthSeconds: number;
  /**
   * Counts how often every session of this tenant was ended. A session counts only while it has the same number.
   * Default 0.
   */
  readonly sessionGeneration?: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * One life of a tenant: a later tenant of the same name has another creation time. What is kept beside a tenant (logs,
 * buffers, memories) carries it, so that none of it is read by a later one.
 */
export type TenantIncarnation = Pick<Tenant, 'app' | 'id' | 'createdAt'>;

/** Bounds and default of {@link Tenant.sessionLengthSeconds}. */
export const sessionLength = { minimumSeconds: 900, defaultSeconds: 28_800, maximumSeconds: 86_400 } as const;
