import type { AdministrationFlowId } from '../../ids/administration-flow-id.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';

/**
 * A fresh sign-in that an administrator began to open the set-up page. It never becomes a session of the application:
 * it is stored apart from flows, and no code that makes sessions reads or writes it.
 */
export interface AdministrationFlow {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: AdministrationFlowId;
  readonly state: 'requested' | 'answered';
  /** When the tenant was added, which tells it from others of the name. Undefined: there was none. */
  readonly tenantCreatedAt?: Date;
  readonly requestedAt: Date;
  /** Compared in code; TTL only deletes. */
  readonly expiresAt: Date;
  /** SHA-256 of the flow cookie's secret, base64url: binds the sign-in to the browser that began it. */
  readonly browserHash: string;
}

/** The answer that uses up a sign-in. */
interface AdministrationAnswer extends Pick<AdministrationFlow, 'app' | 'tenant' | 'id' | 'browserHash'> {
  /** When the tenant was added: a sign-in that an earlier tenant of the name began is not open. */
  readonly tenantCreatedAt: Date;
  /** The reference of the request. The same one may use the sign-in again, because its first answer may be lost. */
  readonly by: string;
  readonly now: Date;
}

/** Where these sign-ins are stored. Every method is one request, and every write one conditional write of one item. */
export interface AdministrationFlowStore {
  /** Stores a new sign-in. @throws Error where the id is taken, which its 128 bits make impossible */
  begin(flow: AdministrationFlow): Promise<void>;
  /** Returns the sign-in, or undefined. Strongly consistent. */
  find(app: AppId, tenant: TenantId, id: AdministrationFlowId): Promise<AdministrationFlow | undefined>;
  /** Uses up an open, unexpired sign-in of this browser. False, and nothing changes, if there is none. */
  spend(answer: AdministrationAnswer): Promise<boolean>;
}
