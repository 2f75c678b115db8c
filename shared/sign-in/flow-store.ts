import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import type { Flow, RequestedFlow, SignedInFlow } from './flow.ts';
import type { Initiation } from './initiation.ts';

/** What a spent request or an unsolicited assertion becomes: everything but what the request already has. */
export type CompletedSignIn = Omit<SignedInFlow, 'state' | 'returnTo' | 'requestedAt'> & {
  readonly launch: Initiation;
};

/**
 * Where flows are kept. Every write is one conditional write of one item; a retried write that had
 * succeeded unseen (the answer was lost) counts as the success it was, told by the session hash.
 */
export interface FlowStore {
  /** The flow, or undefined. Strongly consistent. Expired ones may still be found: compare `expiresAt`. */
  find(app: AppId, tenant: TenantId, id: FlowId): Promise<Flow | undefined>;
  /** Opens a request. @throws Error where the id is taken, which 128 random bits make impossible. */
  request(flow: RequestedFlow): Promise<void>;
  /**
   * Spends an open, unexpired request of this browser and this very tenant and makes it a session, in one write.
   * Returns the session; or `refused` with the flow as it is (undefined: there is none) and nothing changed.
   * `isNew` is false where the session of this hash was found: an earlier call made it, or this one, whose first
   * answer was lost.
   */
  signInSolicited(
    signIn: CompletedSignIn,
    browserHash: string,
    now: Date,
  ): Promise<
    { readonly session: SignedInFlow; readonly isNew: boolean } | { readonly refused: Flow | undefined }
  >;
  /** Puts an unsolicited sign-in. False where this assertion has been spent before. */
  signInUnsolicited(signIn: CompletedSignIn): Promise<boolean>;
  /** Ends the session whose hash this is. False where it was not running. */
  signOut(app: AppId, tenant: TenantId, id: FlowId, sessionHash: string): Promise<boolean>;
  /** Ends every running session that the directory knows by this session index; how many there were. */
  signOutBySessionIndex(app: AppId, tenant: TenantId, sessionIndex: string): Promise<number>;
  /** Ends every running session of the user; how many there were. */
  signOutUser(app: AppId, tenant: TenantId, user: UserId): Promise<number>;
  /**
   * Ends every session of the tenant that is running at `now`; how many there were. Found by an index, as by
   * {@link signOutUser}: eventually consistent. What ends a session for certain is a generation, see `isSessionValid`.
   */
  signOutTenant(app: AppId, tenant: TenantId, now: Date): Promise<number>;
}
