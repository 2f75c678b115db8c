import type { AlarmDefinition } from '../alarm-definition.ts';

const dayMinutes = 1_440;

/** Days that are left when a certificate that was not renewed is told of. */
const certificateDays = 30;

/** Whether the hosts of the apps answer: Route 53, the edge, certificates. */
export const hostAlarms = {
  HostUnhealthy: {
    says: 'The host of an app does not answer from outside.',
    urgency: 'now',
    source: { unhealthy: 'hosts' },
    threshold: 1,
    reason:
      'Route 53 asks each host every half a minute, through DNS, the edge and the API, up to one read of the store.',
    periodMinutes: 1,
    periods: 3,
    silence: 'as-before',
    watchedBy: 'global',
  },
  FailedOver: {
    says: 'The first region is not ready: Route 53 sends people to the second.',
    urgency: 'now',
    source: { unhealthy: 'first-region' },
    threshold: 1,
    reason: 'Route 53 has seen three failures in a row when it says so: the switch has begun.',
    periodMinutes: 1,
    silence: 'as-before',
    watchedBy: 'global',
  },
  SecondRegionUnhealthy: {
    says: 'The second region is not ready to take over.',
    urgency: 'office-hours',
    source: { unhealthy: 'second-region' },
    threshold: 1,
    reason: 'People do not need it today. After a quarter of an hour it is no short failure.',
    periodMinutes: 1,
    periods: 15,
    silence: 'as-before',
    watchedBy: 'global',
  },
  EdgeServerErrors: {
    says: 'CloudFront answers with 5xx.',
    urgency: 'now',
    source: { edgeErrorPercent: true, atLeast: 10 },
    threshold: 5,
    reason:
      'The vendor’s application answers behind the same hosts, so a single error says little. One in twenty is a failure of the edge or of what is behind it.',
    periodMinutes: 5,
    watchedBy: 'global',
  },
  FirewallBlocksSignIns: {
    says: 'The firewall blocks requests to a Reply URL.',
    urgency: 'now',
    source: { blockedReplies: true },
    threshold: 10,
    reason:
      'People who return from their directory come there, and scanners seldom. Ten in a quarter of an hour may be an office whose sign-ins are blocked.',
    periodMinutes: 15,
    watchedBy: 'global',
  },
  CertificateExpiring: {
    says: 'A certificate of an app’s domain expires within 30 days.',
    urgency: 'office-hours',
    source: { certificates: 'of-region', withinDays: certificateDays },
    threshold: 1,
    reason:
      'AWS Certificate Manager renews long before, if it can. With 30 days left it has failed, or the certificate is an imported one.',
    periodMinutes: dayMinutes,
    silence: 'as-before',
  },
  EdgeCertificateExpiring: {
    says: 'A certificate at the edge expires within 30 days.',
    urgency: 'office-hours',
    source: { certificates: 'of-edge', withinDays: certificateDays },
    threshold: 1,
    reason:
      'AWS Certificate Manager renews long before, if it can. With 30 days left it has failed, or the certificate is an imported one.',
    periodMinutes: dayMinutes,
    silence: 'as-before',
    watchedBy: 'global',
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;
