import type { SetupLinkId } from '../../ids/setup-link-id.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { Thumbprints } from '../keys/thumbprints.ts';

/** The steps of a set-up, in their order. */
export const setupSteps = ['create', 'values', 'connection', 'people', 'test', 'activate'] as const;

/** One step of a set-up. */
export type SetupStep = (typeof setupSteps)[number];

/** What an administrator has handed over so far: what shall become a {@link Connection}. */
export interface DraftValues {
  /** Microsoft Entra Identifier. */
  readonly issuer?: string;
  readonly loginUrl?: string;
  readonly logoutUrl?: string;
  /** App Federation Metadata Url, where the values came from one. */
  readonly metadataUrl?: string;
  /** What identifies people, where the administrator of a directory other than Entra has named it. */
  readonly identityClaim?: string;
  /** At most {@link maximumDraftKeys}, primary first. */
  readonly trustedKeys: readonly TrustedKey[];
}

/** How the last test sign-in with a draft ended. */
export interface DraftTest {
  /** The revision that was tested; of any other it says nothing. */
  readonly revision: number;
  readonly at: Date;
  readonly outcome: 'passed' | 'failed';
  /** Whether an administrator began it on the page, or the directory sent it unasked. Undefined of an earlier release. */
  readonly launch?: 'page' | 'directory';
  /** The certificate that signed. Undefined where none is known to have, and of an earlier release. */
  readonly signer?: Thumbprints;
  /** What was seen, for the page: at most {@link maximumTestSummaryBytes} in UTF-8. Whoever writes it reads it. */
  readonly summary: string;
}

/** `renewal`: it adds keys to the connection that runs, and changes nothing else of it. `set-up`: it replaces it. */
export type DraftKind = 'set-up' | 'renewal';

/** Who made a draft, and what for. */
export interface DraftOrigin {
  /** The set-up link by which its values were chosen: the draft ends with it. */
  readonly link: SetupLinkId;
  readonly kind: DraftKind;
}

/**
 * A connection that an administrator is setting up. It stands beside the tenant's own connection and trusts nobody:
 * only {@link ./activate-draft.ts} makes a connection of it.
 */
export interface ConnectionDraft extends Partial<DraftOrigin> {
  /** Tells these values from any others that a draft of this tenant ever had; it only grows. */
  readonly revision: number;
  /** Where the administrator stands. */
  readonly step: SetupStep;
  readonly values: DraftValues;
  readonly test?: DraftTest;
  readonly startedAt: Date;
  /**
   * The keys that the connection trusted when these values were chosen, by their names: those that the draft lacks
   * are retired with it. What is trusted since then, as by a rollover, nobody has decided against: it stays.
   * Undefined of a draft that was stored before this was kept: all that it lacks are retired.
   */
  readonly weighedKeys?: readonly string[];
}
