import type { AppProfile } from '../apps/profile.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { LoggedGracePeriod } from '../observability/log.ts';
import type { ProblemMoment } from '../pages/problem-page.ts';
import type { Problem } from '../problems/problem.ts';

/** What is known when a problem occurs: for the log line and the page. */
export interface ProblemContext {
  /** The app of the address. Its name and contact are on the page; without it the page is headed "Sign-in". */
  readonly app?: AppProfile;
  readonly tenant?: TenantId;
  readonly flow?: string;
  /** How the sign-in was initiated, according to the message: for the log alone. */
  readonly launch?: string;
  /** The tenant's current certificate grace period: for the log alone. */
  readonly grace?: LoggedGracePeriod | undefined;
  /** The target of "Try again": a URL that we built. No link without it. */
  readonly tryAgainHref?: string;
  /** The target of "Try another account": a URL that we built. No link without it. */
  readonly anotherAccountHref?: string;
  /** The page of the app that a person came from or wants: shown if there is no other way on. A URL that we built. */
  readonly backHref?: string | undefined;
  /** What happened before the problem, and when. */
  readonly moment?: ProblemMoment;
  /** The address that a sign-out button on the page posts to. No button without it. */
  readonly signOutAction?: string;
  /** `Set-Cookie` values of the answer. */
  readonly cookies?: readonly string[];
}

/**
 * Thrown for a {@link Problem} together with what the route handler knows about it, which is more than the endpoint
 * knows.
 */
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
