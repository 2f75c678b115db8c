import type { FlowId } from '../../shared/ids/flow-id.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';

/** The tenant that rejected a response. */
export interface RejectedBy {
  /** As it was read for the decision. Undefined where no tenant has the name. */
  readonly tenant: Tenant | undefined;
  /** The flow of a verified message. Default: not known. */
  readonly flow?: FlowId | undefined;
}

/** Thrown for a response that makes no session: why, and the tenant that decided. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly problem: Problem;
  readonly by: RejectedBy;

  constructor(problem: Problem, by: RejectedBy) {
    super(problem.code);
    this.problem = problem;
    this.by = by;
  }
}

/**
 * Runs `work`, which decides by `by`.
 * @throws Rejection for every Problem that `work` throws. A Rejection of a later decision keeps its own tenant.
 */
export async function decidedBy<Result>(by: RejectedBy, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw new Rejection(error, by);
    if (error instanceof Rejection) {
      throw new Rejection(error.problem, { tenant: error.by.tenant, flow: error.by.flow ?? by.flow });
    }
    throw error;
  }
}
