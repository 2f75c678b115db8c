import type { AppId } from '../ids/app-id.ts';
import type { SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/**
 * What a link is for. `set-up`: everything. `renew-certificate`: handing over the next certificate of a connection
 * that stands. `inspect`: looking, and changing nothing.
 */
export type SetupIntent = (typeof setupIntents)[number];

/** Every {@link SetupIntent}. */
export const setupIntents = ['set-up', 'renew-certificate', 'inspect'] as const;

/** Leave for an administrator of one tenant to open its set-up page. */
export interface SetupLink {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: SetupLinkId;
  /** The SHA-256 of the link's secret, base64url. */
  readonly secretHash: string;
  readonly intent: SetupIntent;
  /** Whether it opens a single time: for an application that leads its own administrators there. */
  readonly once: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt?: Date;
  /** How often it has been opened. */
  readonly openings: number;
}

/** A browser that has opened a link: what the set-up page goes by. Never a sign-in session. */
export interface SetupSession {
  readonly link: SetupLinkId;
  /** Which of the link's {@link sessionSlots} it has. */
  readonly slot: number;
  /** The SHA-256 of its cookie's secret, base64url. */
  readonly secretHash: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
}

/** How long a link lasts: seven days unless the operator says otherwise, and never longer than thirty. */
export const linkLifetime = { defaultSeconds: 7 * 86_400, maximumSeconds: 30 * 86_400 } as const;

/** How long a browser may work before it opens its link again, in seconds. */
export const setupSessionSeconds = 2 * 3_600;

/** How many browsers have one link open: the next one takes the place of the one that opened it longest ago. */
export const sessionSlots = 4;

/** How often a link opens at most, in all. */
export const maximumOpenings = 200;

/** Whether a link lets anybody in at `now`. */
export function isLinkOpen({ expiresAt, revokedAt }: SetupLink, now: Date): boolean {
  return revokedAt === undefined && now < expiresAt;
}
