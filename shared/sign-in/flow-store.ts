import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import type { QualifiedNameId } from '../saml/inbound/assertion/identity.ts';
import type { EndOf } from './end-of-session.ts';
import type { Flow, RequestedFlow, SignedInFlow } from './flow.ts';
import type { Initiation } from './initiation.ts';

/** The session that an answered request or an unsolicited assertion becomes, without what the request already has. */
export type CompletedSignIn = Omit<SignedInFlow, 'state' | 'returnTo' | 'authorization' | 'requestedAt'> & {
  readonly launch: Initiation;
};

/** Sessions that a change of their user or tenant left behind: those of an older generation, or of a removed tenant. */
interface OutdatedBy {
  /** The generation that the change made; undefined: any is outdated. */
  readonly generation?: number | undefined;
  /** When the tenant was added that the sessions belong to. */
  readonly tenantCreatedAt?: Date;
}

/**
 * Stores flows. Every write is one conditional write of one item. If the answer to a write is lost and it is retried,
 * the session hash shows whether the first attempt succeeded.
 */
export interface FlowStore {
  /** The flow, or undefined. Strongly consistent. Expired ones may still be found: compare `expiresAt`. */
  find(app: AppId, tenant: TenantId, id: FlowId): Promise<Flow | undefined>;
  /** Opens a request. @throws Error where the id is taken, which its 128 bits make impossible. */
  request(flow: RequestedFlow): Promise<void>;
  /**
   * Makes an open request a session, in one write: see `openRequestCondition`. Returns the session; or changes nothing
   * and returns the flow as it is in `refused` (undefined: there is none). `isNew` is false if the session of this hash
   * existed: an earlier call made it, or this call, whose first answer was lost.
   */
  signInSolicited(
    signIn: CompletedSignIn,
    browserHash: string,
    now: Date,
  ): Promise<
    { readonly session: SignedInFlow; readonly isNew: boolean } | { readonly refused: Flow | undefined }
  >;
  /** Stores an unsolicited sign-in. False if this assertion was used before: see `unusedAssertionCondition`. */
  signInUnsolicited(signIn: CompletedSignIn): Promise<boolean>;
  /**
   * Ends the session whose hash this is, keeps why, and returns it as it ended. Undefined where it was not running: an
   * end that was stored stays.
   */
  signOut(
    app: AppId,
    tenant: TenantId,
    id: FlowId,
    sessionHash: string,
    end: EndOf<'session'>,
  ): Promise<SignedInFlow | undefined>;
  /**
   * Writes that a request used a running session at `at`, unless one has been written within the interval of
   * `useIntervalSeconds`. Changes nothing of a session that was ended. One conditional write.
   */
  noteUse(session: SignedInFlow, at: Date): Promise<void>;
  /** Ends every running session of this session index of the directory. Returns their number. */
  signOutBySessionIndex(
    app: AppId,
    tenant: TenantId,
    sessionIndex: string,
    end: EndOf<'session'>,
  ): Promise<number>;
  /**
   * Ends the running sessions of the user whose assertion had exactly this NameID (SAML Core 3.3.4). Returns their
   * number. One read more a session.
   */
  signOutByNameId(
    app: AppId,
    tenant: TenantId,
    user: UserId,
    nameId: QualifiedNameId,
    end: EndOf<'session'>,
  ): Promise<number>;
  /** Ends every running session of the user, or those among them that `only` names. Returns their number. */
  signOutUser(
    app: AppId,
    tenant: TenantId,
    user: UserId,
    end: EndOf<'user'>,
    only?: Pick<OutdatedBy, 'generation'>,
  ): Promise<number>;
  /**
   * Ends every session of the tenant that runs at `end.at`, or those among them that `only` names. Returns their number. Like {@link signOutUser} it reads an
   * index, which is eventually consistent. A generation ends sessions for certain, see `isSessionValid`.
   */
  signOutTenant(app: AppId, tenant: TenantId, end: EndOf<'tenant'>, only?: OutdatedBy): Promise<number>;
}
