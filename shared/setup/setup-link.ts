import type { AppId } from '../ids/app-id.ts';
import type { SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';

/**
 * What a link is for. `set-up`: everything. `renew-certificate`: adding the next certificate to an active connection.
 * `inspect`: viewing only. `administer`: what `renew-certificate` allows, and managing people; an administrator of the
 * tenant vouches for it, and it ends with their right.
 */
export type SetupIntent = (typeof setupIntents)[number];

/** Every {@link SetupIntent}. */
export const setupIntents = ['set-up', 'renew-certificate', 'inspect', 'administer'] as const;

/** The intents of the links that the operator makes. */
export const operatorIntents = ['set-up', 'renew-certificate', 'inspect'] as const;

/** One of {@link operatorIntents}. */
export type OperatorIntent = (typeof operatorIntents)[number];

/** Whether a link of this intent adds keys to the running connection and never replaces it. */
export function onlyRenews(intent: SetupIntent): boolean {
  return intent === 'renew-certificate' || intent === 'administer';
}

/** A secret link that lets one tenant's administrator open its set-up page. */
export interface SetupLink {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: SetupLinkId;
  /** The SHA-256 of the link's secret, base64url. */
  readonly secretHash: string;
  readonly intent: SetupIntent;
  /** Whether it opens only once: for an application that sends its administrators there. */
  readonly once: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt?: Date;
  /** How often it was opened. */
  readonly openings: number;
  /** Set if, and only if, the intent is `administer`. */
  readonly administrator?: VouchingAdministrator;
  /** Of an administrator's own link: another one each time that it starts again, which ends what it opened before. */
  readonly life?: string;
}

/**
 * The administrator who vouches for a link: its right is theirs, as it was when they signed in. Whatever ends their
 * sessions or their right ends the link.
 */
export interface VouchingAdministrator {
  readonly id: UserId;
  readonly signInName: string;
  /** The user's `sessionGeneration` at the sign-in. */
  readonly userGeneration: number;
  /** The tenant's `sessionGeneration` at the sign-in. */
  readonly tenantGeneration: number;
  /** `self`: the administrator signed in. `colleague`: they made the link for someone else. */
  readonly holder: 'self' | 'colleague';
}

/** The session of a browser that has opened a link. It is never a sign-in session. */
export interface SetupSession {
  readonly link: SetupLinkId;
  /** Its slot, of the link's {@link sessionSlots}. */
  readonly slot: number;
  /** The SHA-256 of its cookie's secret, base64url. */
  readonly secretHash: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  /** The life of its link in which it was opened. */
  readonly life?: string;
}

/** The lifetime of a link: seven days by default, thirty days at most. */
export const linkLifetime = { defaultSeconds: 7 * 86_400, maximumSeconds: 30 * 86_400 } as const;

/** The lifetime of a set-up session, in seconds. After it, the browser has to open its link again. */
export const setupSessionSeconds = 2 * 3_600;

/** The lifetime of a link for a colleague, in seconds. */
export const colleagueLinkSeconds = 24 * 3_600;

/** The maximum number of open links for colleagues in one tenant. */
export const maximumColleagueLinks = 10;

/** How many sessions a link has at once. A further one replaces the oldest. */
export const sessionSlots = 4;

/** The maximum number of openings of a link that opens more than once. */
export const maximumOpenings = 200;

/** Returns how often a link may be opened. */
export function openingsLimit({ once }: Pick<SetupLink, 'once'>): number {
  return once ? 1 : maximumOpenings;
}

/** Returns whether a link is neither expired nor revoked at `now`. */
export function isLinkOpen({ expiresAt, revokedAt }: SetupLink, now: Date): boolean {
  return revokedAt === undefined && now < expiresAt;
}
