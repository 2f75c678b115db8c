import type { AppProfile } from '../../../shared/apps/profile.ts';
import { claimMappingOf } from '../../../shared/claims/claim-mapping.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { aligned, indented } from '../command-result.ts';
import { titleOf } from './tenant-view.ts';

/** A claim in the output. */
export interface ClaimView {
  readonly claim: string;
  /** Whole names, in the order in which they count. */
  readonly attributes: readonly string[];
  readonly many: boolean;
  readonly required: boolean;
  /** Who says so: the profile of the app, or a rule of this tenant. */
  readonly by: 'profile' | 'tenant';
  /** The source attribute in Entra. */
  readonly source?: string;
}

/** Returns what the application gets of a tenant's people. */
export function viewClaims(app: AppProfile, tenant: Tenant): readonly ClaimView[] {
  return claimMappingOf(app.claims, tenant.claims).map(({ claim, attributes, many, required, entry }) => ({
    claim,
    attributes,
    many,
    required,
    by: tenant.claims?.[claim] === undefined ? 'profile' : 'tenant',
    ...(entry.source === undefined ? {} : { source: entry.source }),
  }));
}

/** Returns the same as text. */
export function claimsText(tenant: Tenant, claims: readonly ClaimView[]): string {
  if (claims.length === 0) {
    return `The application gets id and name of the people of ${titleOf(tenant)}, and no claim.`;
  }
  const rows = claims.map(({ claim, attributes, many, required, by }) => [
    claim,
    many ? 'a list' : 'one value',
    required ? 'required' : 'optional',
    `by the ${by}`,
    attributes[0] ?? '',
  ]);
  return [
    `What the application gets of the people of ${titleOf(tenant)}, with the first attribute of each:`,
    '',
    indented(aligned([['CLAIM', 'VALUE', 'NEEDED', 'SAID', 'ATTRIBUTE'], ...rows])),
  ].join('\n');
}
