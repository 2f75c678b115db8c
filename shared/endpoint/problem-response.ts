import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { LoggedGracePeriod } from '../observability/log.ts';
import type { Problem } from '../problems/problem.ts';

/** What is known around a problem when it is met: for the log line and for the page. */
export interface ProblemContext {
  readonly app?: AppId;
  readonly tenant?: TenantId;
  readonly flow?: string;
  /** How the sign-in was initiated, as far as the message tells: for the log alone. */
  readonly launch?: string;
  /** Where expired certificates of this tenant are taken at this moment: for the log alone. */
  readonly grace?: LoggedGracePeriod | undefined;
  /** The app's name on the page; a page without is headed "Sign-in". */
  readonly appName?: string;
  /** Where "Try again" leads: a URL that we built. No link without. */
  readonly tryAgainHref?: string;
  /** Where a button of the page posts to, by which the person signs out. No button without. */
  readonly signOutAction?: string;
  /** `Set-Cookie` values that go out with the refusal. */
  readonly cookies?: readonly string[];
}

/** A {@link Problem} thrown together with what the route handler knew around it; says more than the endpoint could. */
export class ProblemResponse extends Error {
  override readonly name = 'ProblemResponse';
  readonly problem: Problem;
  readonly context: ProblemContext;

  constructor(problem: Problem, context: ProblemContext, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
    this.context = context;
  }
}
