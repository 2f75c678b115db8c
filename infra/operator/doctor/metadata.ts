import type { TenantUrls } from '../../../shared/apps/urls.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { type DoctorCheck, fail, pass } from './check.ts';
import type { ProbeResult } from './probe.ts';

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

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
