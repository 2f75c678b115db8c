import { securityHeaders } from '../../../shared/http/security-headers.ts';
import { defaultClockSkewSeconds } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import { type DoctorCheck, fail, pass } from './check.ts';
import type { ProbeResult } from './probe.ts';

/** Half of what a sign-in forgives: beyond it, directories and we begin to disagree about what has expired. */
const clockToleranceSeconds = defaultClockSkewSeconds / 2;

/** Whether a host answers its probe. */
export function healthCheck(url: URL, { status, body }: ProbeResult): DoctorCheck {
  const place = { code: 'health', at: url.host } as const;
  if (status === 200 && body.trim() === 'ok') return pass(place, '200 ok');
  return fail(place, `${status} at ${url.pathname}`, nextAt(status));
}

function nextAt(status: number): string {
  if (status >= 500) {
    return 'See the log groups of the service stack for lines with event "fault", and the alarms of the stage.';
  }
  if (status === 404 || status === 403) {
    return (
      'Something else stands at this host, or the function was not reached through the edge: check where DNS leads, ' +
      'the API mapping of the domain, and that whatever stands in front passes the visitor’s Host on.'
    );
  }
  return 'Something in front of the API answers in its place: take it away, or let /healthz through.';
}

/** What a host that nobody can reach is told. */
export function unreachable(url: URL, error: unknown, isLocal: boolean): DoctorCheck {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const place = { code: 'health', at: url.host } as const;
  const found = code || (error instanceof Error ? error.message : String(error));
  if (isLocal) return fail(place, found, 'Is `npm start` running? If it has another PORT, set it here too.');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const next = `Enter the record: the service stack’s output …Target is what ${url.hostname} leads to.`;
    return fail(place, found, next);
  }
  const next = 'Check where DNS leads and whether this network lets HTTPS out.';
  return fail(place, found, next);
}

/** Whether the headers that every answer of ours has arrive as they were sent. */
export function headersCheck(url: URL, { headers }: ProbeResult): DoctorCheck {
  const place = { code: 'security-headers', at: url.host } as const;
  const expected = Object.entries(securityHeaders('bare'));
  const faults = expected.flatMap(([name, value]) => {
    const found = headers[name];
    if (found === undefined) return [`${name} is missing`];
    return found === value ? [] : [`${name} is ${String(found)}`];
  });
  if (headers['access-control-allow-origin'] !== undefined) faults.push('access-control-allow-origin is set');
  if (faults.length === 0) return pass(place, `all ${expected.length} as they should be`);
  return fail(
    place,
    faults.join('; '),
    'Every function sends them: a proxy or a CDN in front takes them away or adds its own. Let it pass them on.',
  );
}

/** Whether the host’s clock and this machine’s say the same. */
export function clockCheck(url: URL, { headers, askedAt, answeredAt }: ProbeResult): DoctorCheck {
  const place = { code: 'clock', at: url.host } as const;
  const theirs = Date.parse(headers.date ?? '');
  if (Number.isNaN(theirs)) {
    return fail(place, 'the answer has no Date', 'A proxy in front takes it away. Let it pass it on.');
  }
  const seconds = Math.round((theirs - (askedAt.getTime() + answeredAt.getTime()) / 2) / 1_000);
  const found = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} this machine`;
  if (Math.abs(seconds) <= clockToleranceSeconds) return pass(place, found);
  return fail(
    place,
    found,
    'AWS’s clocks are right as a rule: set this machine’s (timedatectl set-ntp true), then look again. ' +
      'Sign-ins are judged by the host’s.',
  );
}
