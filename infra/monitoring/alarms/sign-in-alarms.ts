import type { AlarmDefinition } from '../alarm-definition.ts';

/** How many sign-ins an hour must have had a week ago, and the hours around it, so that none now is no chance. */
const expectedSignIns = 20;

/** Whether people can sign in, in the order in which somebody who is woken up would ask. */
export const signInAlarms = {
  AcsServerErrors: {
    says: 'People who return from their directory get 5xx answers.',
    urgency: 'now',
    source: { serverErrorsOf: 'assertion-consumer' },
    threshold: 3,
    reason:
      'A single error may be a short failure of the store, which a second click fixes. Three in five minutes are an outage.',
    periodMinutes: 5,
  },
  SignOnServerErrors: {
    says: 'People who want to sign in get 5xx answers.',
    urgency: 'now',
    source: { serverErrorsOf: 'sign-on' },
    threshold: 3,
    reason: 'As for the assertion consumer.',
    periodMinutes: 5,
  },
  AuthorizeServerErrors: {
    says: 'People whose application asks for them by OpenID Connect get 5xx answers.',
    urgency: 'now',
    source: { serverErrorsOf: 'authorize' },
    threshold: 3,
    reason: 'As for the assertion consumer.',
    periodMinutes: 5,
  },
  TokenServerErrors: {
    says: 'Applications that redeem a code or refresh get 5xx answers.',
    urgency: 'now',
    source: { serverErrorsOf: 'token' },
    threshold: 3,
    reason: 'As for the assertion consumer: behind each of them a person waits, or is signed out.',
    periodMinutes: 5,
  },
  SignInCheckFailed: {
    says: 'The stage cannot sign in to itself.',
    urgency: 'now',
    source: { counted: 'SignInCheckFailed' },
    threshold: 1,
    reason:
      'It signs in as people do, twice if it must. Without customers at work it is the only sign of an outage.',
    periodMinutes: 60,
    silence: 'as-before',
    watchedBy: 'first-region',
  },
  SignInCheckSilent: {
    says: 'The hourly sign-in check does not run.',
    urgency: 'office-hours',
    source: { idle: 'check-sign-in' },
    threshold: 1,
    reason: 'It starts every hour. Without it an outage in a quiet night stays unnoticed.',
    periodMinutes: 120,
    periods: 2,
    silence: 'bad',
    watchedBy: 'first-region',
  },
  SignInsStopped: {
    says: 'No sign-in was accepted for an hour that had many a week ago.',
    urgency: 'now',
    source: { noneOfExpected: expectedSignIns },
    threshold: 1,
    reason:
      'The sign-in check needs neither a directory nor the vendor’s own link. This alarm notices that people do not arrive. Below twenty in each of three hours a week ago, an hour without sign-ins may be chance.',
    periodMinutes: 60,
    watchedBy: 'first-region',
  },
  SecondRegionAnswers: {
    says: 'The second region signs people in.',
    urgency: 'now',
    source: { counted: 'SignInAccepted' },
    threshold: 1,
    reason: 'Nothing leads people there but a failover, by Route 53 or by hand.',
    periodMinutes: 5,
    watchedBy: 'second-region',
  },
  AcsSlow: {
    says: 'The slowest one percent of sign-ins takes too long.',
    urgency: 'now',
    source: { slowestOf: 'assertion-consumer' },
    threshold: 2_000,
    reason: 'A warm function takes some tens of milliseconds, and a delayed refusal a quarter of a second.',
    periodMinutes: 5,
    periods: 3,
  },
  Faults: {
    says: 'The functions log unexpected errors.',
    urgency: 'now',
    source: { counted: 'Faults' },
    threshold: 3,
    reason:
      'Some errors stay invisible to people, such as a certificate that was not pinned. Three in a quarter of an hour are no accident.',
    periodMinutes: 15,
  },
  RequestsThrottled: {
    says: 'The API refuses requests of a sign-in, because too many arrive.',
    urgency: 'now',
    source: { throttledRequests: ['sign-on', 'assertion-consumer', 'session', 'authorize', 'token'] },
    threshold: 10,
    reason:
      'A short burst passes before a second click. API Gateway may log fewer than it refuses: ten that are logged are many. The sign-in check sees a flood that is not logged.',
    periodMinutes: 5,
  },
  FunctionThrottles: {
    says: 'Lambda refuses to run a function that a sign-in needs.',
    urgency: 'now',
    source: { throttled: 'functions' },
    threshold: 1,
    reason: 'Each one is a person with an error page of API Gateway.',
    periodMinutes: 5,
  },
  ProviderThrottles: {
    says: 'Lambda refuses to run a function of the OpenID Provider.',
    urgency: 'now',
    source: { throttled: 'openid-functions' },
    threshold: 1,
    reason: 'As for the functions that a sign-in needs.',
    periodMinutes: 5,
  },
  TableThrottles: {
    says: 'DynamoDB refuses reads or writes.',
    urgency: 'now',
    source: { throttled: 'tables' },
    threshold: 10,
    reason:
      'The store tries three times, so single throttles do no harm. Ten in five minutes mean that a limit is reached.',
    periodMinutes: 5,
  },
  ConcurrencyNearReserve: {
    says: 'A function uses most of its reserved concurrency.',
    urgency: 'now',
    source: { reserveUsedPercent: true },
    threshold: 80,
    reason: 'A fifth is left, and time to raise it before people are refused.',
    periodMinutes: 1,
    periods: 3,
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;
