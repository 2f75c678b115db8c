import type { TenantUrls } from '../../../shared/apps/urls.ts';
import { securityHeaders } from '../../../shared/http/security-headers.ts';
import { defaultClockSkewSeconds } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { type DoctorCheck, fail, pass } from './check.ts';
import type { ProbeResult } from './probe.ts';

/** Half the clock skew that a sign-in tolerates: early enough to warn before messages count as expired. */
const clockToleranceSeconds = defaultClockSkewSeconds / 2;

/** Checks that a host answers its health check. */
export function healthCheck(url: URL, { status, body }: ProbeResult): DoctorCheck {
  const place = { code: 'health', at: url.host } as const;
  if (status === 200 && body.trim() === 'ok') return pass(place, '200 ok');
  return fail(place, `${status} at ${url.pathname}`, nextAt(status));
}

function nextAt(status: number): string {
  if (status >= 500) {
    return 'Look for event "fault" in the log groups of the service stack, and check the alarms of the stage.';
  }
  if (status === 404 || status === 403) {
    return (
      'Another server answers at this host, or the request bypassed the edge. Check the DNS record and the API mapping ' +
      'of the domain. A proxy in front must forward the visitor’s Host header.'
    );
  }
  return 'A proxy in front answers instead of the API. Remove it, or let it forward /healthz.';
}

/** Returns the failed check of a host that did not answer. */
export function unreachable(url: URL, error: unknown, isLocal: boolean): DoctorCheck {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const place = { code: 'health', at: url.host } as const;
  const found = code || (error instanceof Error ? error.message : String(error));
  if (isLocal) return fail(place, found, 'Is `npm start` running? If it has another PORT, set it here too.');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const next = `Create the DNS record of ${url.hostname}: the service stack’s output …Target is its value.`;
    return fail(place, found, next);
  }
  const next = 'Check the DNS record, and whether this network allows outgoing HTTPS.';
  return fail(place, found, next);
}

/** Checks that the security headers arrive as the functions send them. */
export function headersCheck(url: URL, { headers }: ProbeResult): DoctorCheck {
  const place = { code: 'security-headers', at: url.host } as const;
  const expected = Object.entries(securityHeaders('bare'));
  const faults = expected.flatMap(([name, value]) => {
    const found = headers[name];
    if (found === undefined) return [`${name} is missing`];
    return found === value ? [] : [`${name} is ${String(found)}`];
  });
  if (headers['access-control-allow-origin'] !== undefined) faults.push('access-control-allow-origin is set');
  if (faults.length === 0) return pass(place, `all ${expected.length} are correct`);
  return fail(
    place,
    faults.join('; '),
    'A proxy or CDN in front removes or replaces them. Let it forward the headers of the functions.',
  );
}

/** Checks that the clocks of the host and of this machine agree. */
export function clockCheck(url: URL, { headers, askedAt, answeredAt }: ProbeResult): DoctorCheck {
  const place = { code: 'clock', at: url.host } as const;
  const theirs = Date.parse(headers.date ?? '');
  if (Number.isNaN(theirs)) {
    return fail(
      place,
      'the answer has no Date',
      'A proxy in front removes it. Let it forward the Date header.',
    );
  }
  const seconds = Math.round((theirs - (askedAt.getTime() + answeredAt.getTime()) / 2) / 1_000);
  const found = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} this machine`;
  if (Math.abs(seconds) <= clockToleranceSeconds) return pass(place, found);
  return fail(
    place,
    found,
    'Set the clock of this machine (timedatectl set-ntp true), then run doctor again: AWS’s clocks are usually right. ' +
      'Sign-ins are verified by the clock of the host.',
  );
}

/** Checks that a tenant's metadata has the values that its administrator enters in Entra. */
export function metadataCheck(
  { app, id }: Tenant,
  urls: TenantUrls,
  { status, body }: ProbeResult,
): DoctorCheck {
  const place = { code: 'metadata', at: `${app} ${id}` } as const;
  if (status !== 200) {
    const next =
      'The tables belong to another stage, or the function cannot read them. Look for "fault" in the log group of metadata.';
    return fail(place, `${status} at ${urls.metadataUrl}`, next);
  }
  const lacking = (
    [
      ['entityID', urls.identifier],
      ['Location', urls.replyUrl],
    ] as const
  ).filter(([name, value]) => !body.includes(`${name}="${escaped(value)}"`));
  if (lacking.length === 0) return pass(place, `entityID ${urls.identifier}`);
  const next =
    'The functions and this command have different sites. Deploy the stage again, then set the variables of the command again.';
  return fail(place, lacking.map(([name, value]) => `it has no ${name} ${value}`).join('; '), next);
}

/** Checks that every form of the Sign-on URL answers: with its slash and without. */
export function signOnCheck(
  { app, id }: Tenant,
  answers: readonly { readonly url: URL; readonly status: number }[],
): DoctorCheck {
  const place = { code: 'sign-on', at: `${app} ${id}` } as const;
  const failed = answers.filter(({ status }) => status !== 200 && status !== 303);
  if (failed.length === 0) return pass(place, answers.map(({ url }) => url.pathname).join(' and '));
  return fail(
    place,
    failed.map(({ url, status }) => `${status} at ${url.href}`).join('; '),
    'Deploy the stage again: its API lacks a route. With another server in front, let it forward this path with and ' +
      'without the slash.',
  );
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
