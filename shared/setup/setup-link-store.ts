import type { AppId } from '../ids/app-id.ts';
import type { SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { SetupLink, SetupSession } from './setup-link.ts';

/** What of a link is counted by the hour, so that whoever has it cannot do it without end. */
export type SetupUse = keyof typeof usesPerHour;

/** How often each is done at most, by one link in one hour. */
export const usesPerHour = { open: 20, fetch: 60, change: 120, test: 30 } as const;

/** An open link, and the browser that has it open. */
export interface OpenSetup {
  readonly link: SetupLink;
  readonly session: SetupSession;
}

/** Where set-up links and the sessions of those who opened them are kept. Expired ones may still be found. */
export interface SetupLinkStore {
  /** Keeps a new link. False where there is one of this id already. */
  add(link: SetupLink): Promise<boolean>;
  /** Strongly consistent. */
  find(app: AppId, tenant: TenantId, id: SetupLinkId): Promise<SetupLink | undefined>;
  /** Every link of a tenant, the newest first. Strongly consistent. */
  list(app: AppId, tenant: TenantId): Promise<readonly SetupLink[]>;
  /** Closes a link and whatever it has opened, at once. False where there was none, or it was closed already. */
  revoke(app: AppId, tenant: TenantId, id: SetupLinkId, at: Date): Promise<boolean>;
  /** Forgets a link and its sessions. */
  remove(app: AppId, tenant: TenantId, id: SetupLinkId): Promise<void>;
  /**
   * Opens a link for a browser, with a session in the slot that the number of openings says. Undefined where the
   * link is not open, has another secret, or has been opened as often as it may be; then nothing was written.
   */
  open(opening: SetupOpening): Promise<OpenSetup | undefined>;
  /** The session of this secret, where both it and its link are open at `now`. One request, strongly consistent. */
  findOpen(holder: SetupHolder, now: Date): Promise<OpenSetup | undefined>;
  /** Ends a session. */
  close(app: AppId, tenant: TenantId, session: SetupSession): Promise<void>;
  /** Counts one use of a link. False where there have been as many within the hour as there may be. */
  count(app: AppId, tenant: TenantId, id: SetupLinkId, use: SetupUse, now: Date): Promise<boolean>;
}

/** A browser that wants to open a link. */
export interface SetupOpening {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: SetupLinkId;
  /** The SHA-256 of the secret in the link. */
  readonly secretHash: string;
  /** The SHA-256 of the secret that the browser shall have. */
  readonly sessionHash: string;
  readonly now: Date;
}

/** What a browser shows to go on. */
export interface SetupHolder {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly link: SetupLinkId;
  readonly slot: number;
  readonly secretHash: string;
}
