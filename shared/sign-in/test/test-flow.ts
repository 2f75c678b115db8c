import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { TestFlowId } from '../../ids/test-flow-id.ts';

/**
 * A sign-in that an administrator began to test a draft. It never becomes a session: it is stored apart from flows, and
 * no code that makes sessions reads or writes it.
 */
export interface TestFlow {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: TestFlowId;
  readonly state: 'requested' | 'tested';
  /** The revision of the draft that is tested. The result applies to no later revision. */
  readonly revision: number;
  readonly requestedAt: Date;
  /** Compared in code; TTL only sweeps. */
  readonly expiresAt: Date;
  /** SHA-256 of the flow cookie's secret, base64url: binds the test to the administrator's browser. */
  readonly browserHash: string;
}

/** Where test sign-ins are kept. Every write is one conditional write of one item. */
export interface TestFlowStore {
  /** Opens a test. @throws Error where the id is taken, which its 128 bits make impossible. */
  begin(flow: TestFlow): Promise<void>;
  /** The test, or undefined. Strongly consistent. */
  find(app: AppId, tenant: TenantId, id: TestFlowId): Promise<TestFlow | undefined>;
  /**
   * Spends an open, unexpired test of this browser. Returns undefined and changes nothing if there is no such test.
   * @param by The reference of the request. The same one may use the test again, because its first answer may be lost.
   */
  spend(test: TestToSpend): Promise<TestFlow | undefined>;
}

/** What {@link TestFlowStore.spend} goes by. */
interface TestToSpend extends Pick<TestFlow, 'app' | 'tenant' | 'id' | 'browserHash'> {
  readonly by: string;
  readonly now: Date;
}
