import type { AppId } from '../ids/app-id.ts';
import type { SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { SetupLink, SetupSession, VouchingAdministrator } from './setup-link.ts';

/** The uses of a link that Latchkey limits per hour. */
export type SetupUse = keyof typeof usesPerHour;

/** The hourly limits of one link. */
export const usesPerHour = { open: 20, fetch: 60, change: 120, test: 30 } as const;

/** An open link, and the session that opened it. */
export interface OpenSetup {
  readonly link: SetupLink;
  readonly session: SetupSession;
}

/** Stores set-up links and their sessions. It may still return expired ones. */
export interface SetupLinkStore {
  /** Stores a new link. False if its id is taken. */
  add(link: SetupLink): Promise<boolean>;
  /** Returns a link. Strongly consistent. */
  find(app: AppId, tenant: TenantId, id: SetupLinkId): Promise<SetupLink | undefined>;
  /** Returns every link of a tenant, the newest first. Strongly consistent. */
  list(app: AppId, tenant: TenantId): Promise<readonly SetupLink[]>;
  /** Revokes a link, and with it its sessions, at once. False if it is unknown or already revoked. */
  revoke(app: AppId, tenant: TenantId, id: SetupLinkId, at: Date): Promise<boolean>;
  /** Deletes a link and its sessions. */
  remove(app: AppId, tenant: TenantId, id: SetupLinkId): Promise<void>;
  /**
   * Opens a link for a browser, with a session in the slot of its number of openings. Undefined if the link is not
   * open, has another secret or has no openings left. Then nothing is written.
   */
  open(opening: SetupOpening): Promise<OpenSetup | undefined>;
  /**
   * Opens the set-up page for an administrator who has just signed in. Each administrator has one link, which no secret
   * opens: another sign-in extends it, and what they began goes on. After it was revoked, or their sessions or right
   * were ended, it starts again, so that no earlier session of it is valid again. Up to four requests.
   */
  openForAdministrator(opening: AdministratorOpening): Promise<OpenSetup>;
  /** Returns the session of this secret, if it and its link are open at `now`. One request, strongly consistent. */
  findOpen(holder: SetupHolder, now: Date): Promise<OpenSetup | undefined>;
  /** Ends a session. */
  close(app: AppId, tenant: TenantId, session: SetupSession): Promise<void>;
  /** Counts one use of a link. False if that exceeds the hourly limit. */
  count(app: AppId, tenant: TenantId, id: SetupLinkId, use: SetupUse, now: Date): Promise<boolean>;
}

/** A request of a browser to open a link. */
export interface SetupOpening {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: SetupLinkId;
  /** The SHA-256 of the secret in the link. */
  readonly secretHash: string;
  /** The SHA-256 of the secret that the browser receives. */
  readonly sessionHash: string;
  readonly now: Date;
}

/** An administrator who has just signed in, to open the set-up page in one browser. */
export interface AdministratorOpening {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly administrator: VouchingAdministrator;
  /** The SHA-256 of the secret that the browser receives. */
  readonly sessionHash: string;
  readonly now: Date;
}

/** What a browser presents as its session. */
export interface SetupHolder {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly link: SetupLinkId;
  readonly slot: number;
  readonly secretHash: string;
}
