import type { SetupLinkId } from '../../ids/setup-link-id.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { Thumbprints } from '../keys/thumbprints.ts';

/** The steps of a set-up, in their order. */
export const setupSteps = ['create', 'values', 'connection', 'people', 'test', 'activate'] as const;

/** One step of a set-up. */
export type SetupStep = (typeof setupSteps)[number];

/** The values that an administrator has entered so far, from which a {@link Connection} is made. */
export interface DraftValues {
  /** Microsoft Entra Identifier. */
  readonly issuer?: string;
  readonly loginUrl?: string;
  readonly logoutUrl?: string;
  /** App Federation Metadata Url, where the values came from one. */
  readonly metadataUrl?: string;
  /** The claim that identifies people, where the administrator of a directory other than Entra has named it. */
  readonly identityClaim?: string;
  /** At most {@link maximumDraftKeys}, primary first. */
  readonly trustedKeys: readonly TrustedKey[];
}

/** How the last test sign-in with a draft ended. */
export interface DraftTest {
  /** The revision that was tested; the test does not apply to any other. */
  readonly revision: number;
  readonly at: Date;
  readonly outcome: 'passed' | 'failed';
  /**
   * Whether an administrator began it on the page, or the directory sent it unsolicited. Undefined in a test stored by
   * an earlier release.
   */
  readonly launch?: 'page' | 'directory';
  /** The origin of the site where it was made, while the app has two: activation moves the tenant there. */
  readonly origin?: string;
  /** The certificate that signed. Undefined where no known one did, and in a test stored by an earlier release. */
  readonly signer?: Thumbprints;
  /**
   * What the page shows of the test: at most {@link maximumTestSummaryBytes} in UTF-8. Its writer defines its form and
   * reads it.
   */
  readonly summary: string;
}

/** `renewal` adds keys to the running connection and changes nothing else. `set-up` replaces the connection. */
export type DraftKind = 'set-up' | 'renewal';

/** Who made a draft, and for what purpose. */
export interface DraftOrigin {
  /** The set-up link through which its values were chosen: the draft ends with it. */
  readonly link: SetupLinkId;
  readonly kind: DraftKind;
}

/**
 * A connection that an administrator is setting up. It is stored beside the tenant's running connection and trusts no
 * message: only {@link ./activate-draft.ts} makes a connection of it.
 */
export interface ConnectionDraft extends Partial<DraftOrigin> {
  /** Identifies these values among all drafts that this tenant ever had; it only grows. */
  readonly revision: number;
  /** The step that the administrator has reached. */
  readonly step: SetupStep;
  readonly values: DraftValues;
  readonly test?: DraftTest;
  readonly startedAt: Date;
  /**
   * The names of the keys that the connection trusted when these values were chosen. Activation retires those that the
   * draft lacks. Keys trusted later, for example by a rollover, stay: the administrator has not seen them. Undefined in
   * a draft stored by an earlier release: then all keys that it lacks are retired.
   */
  readonly weighedKeys?: readonly string[];
}
