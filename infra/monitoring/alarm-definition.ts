import type { FunctionName } from '../../functions/routes.ts';
import type { MetricName } from '../../shared/observability/metric-names.ts';

/** What an alarm looks at; alarm-metrics.ts and global-metrics.ts make CloudWatch's metric of it. */
export type AlarmSource =
  /** How often we counted it. */
  | { readonly counted: MetricName }
  /**
   * Of a hundred sign-ins that were accepted or refused so, how many were refused; 0 where fewer than `atLeast` were.
   */
  | { readonly refusedPercent: MetricName; readonly atLeast: number }
  /** 5xx answers of the API, whatever their cause: Latchkey, Lambda's limits or a time-out. */
  | { readonly serverErrorsOf: FunctionName }
  /** Milliseconds that 99 of 100 requests stay below. */
  | { readonly slowestOf: FunctionName }
  /** Invocations that Lambda refused, of every function that a sign-in needs. */
  | { readonly throttled: 'functions' }
  /** The same of the functions of the OpenID Provider: an alarm looks at ten metrics at most. */
  | { readonly throttled: 'openid-functions' }
  /** Reads and writes that DynamoDB refused, of both tables. */
  | { readonly throttled: 'tables' }
  /** Of what is reserved, how much is in use, in percent, at the function where it is most. */
  | { readonly reserveUsedPercent: true }
  /** 1 where a function that a schedule starts was not started at all. */
  | { readonly idle: FunctionName }
  /** Jobs and reminders of the metadata refresh, or news of ended sessions, that could not be delivered. */
  | { readonly deadLetters: 'refresh' | 'session-ends' }
  /** Minutes that the oldest job of the metadata refresh has waited. */
  | { readonly oldestJob: true }
  /** Answers with 429 of the API at the routes of these functions. */
  | { readonly throttledRequests: readonly FunctionName[] }
  /** 1 where none was accepted in an hour for which at least so many were expected. */
  | { readonly noneOfExpected: number }
  /** 1 where a certificate expires within so many days. */
  | { readonly certificates: 'of-region' | 'of-edge'; readonly withinDays: number }
  /** 1 where Route 53 finds one of them unhealthy. */
  | { readonly unhealthy: 'hosts' | 'first-region' | 'second-region' }
  /** Of a hundred answers of CloudFront, how many were 5xx; 0 where fewer than `atLeast` were. */
  | { readonly edgeErrorPercent: true; readonly atLeast: number }
  /** Requests for Reply URLs that the firewall blocked. */
  | { readonly blockedReplies: true };

/** An alarm of a stage. Its section in docs/runbook.md has the same name. */
export interface AlarmDefinition {
  /** What has happened, in one sentence for a subject line. */
  readonly says: string;
  /** `now`: somebody cannot sign in. `office-hours`: somebody soon could not. */
  readonly urgency: 'now' | 'office-hours';
  readonly source: AlarmSource;
  /** It rings at this value and above. */
  readonly threshold: number;
  /** Why at this value. */
  readonly reason: string;
  readonly periodMinutes: number;
  /** Of so many periods in a row each one must be at the threshold. Default 1. */
  readonly periods?: number;
  /**
   * What a time without data means. `fine`: no request came, which is no failure. `as-before`: nothing was measured, so
   * the state stays. `bad`: there should have been data. Default `fine`.
   */
  readonly silence?: 'fine' | 'as-before' | 'bad';
  /**
   * Which of the stacks of a stage has it: those of both regions without it. `global` is the one in us-east-1, where AWS
   * keeps the metrics of Route 53, CloudFront and its firewall.
   */
  readonly watchedBy?: 'first-region' | 'second-region' | 'global';
  /**
   * It counts what has begun, so it is over within a period, whatever becomes of the cause: it writes no mail that all is
   * well, and rings again for the next tenant.
   */
  readonly tellsBeginnings?: true;
}
