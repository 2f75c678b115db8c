import { type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import { endpointUrl } from '../../shared/apps/urls.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { entraOrigin } from './entra/origin.ts';

/** A page of the local run that a newcomer opens. */
export interface Place {
  readonly name: string;
  readonly url: string;
  readonly what: string;
}

/** The tour, in the project's own folder. */
export const tourDocument = 'docs/tour.md';

/** What `npm start` serves that a person opens, in the order of the tour. */
export function placesOf({
  port,
  demo,
  sites,
}: {
  readonly port: number;
  readonly demo: boolean;
  readonly sites: readonly Site[];
}): readonly Place[] {
  const tenant = (demo ? 'acme' : '<tenant>') as TenantId;
  const apps = sites.map((site): Place => {
    const whose = tenantStandsInHost(site) ? 'a host for each tenant' : 'one host for all tenants';
    const signOnUrl = endpointUrl(site, tenant, 'sign-on');
    return {
      name: site.app.displayName,
      url: /^https?:\/\/[^/]+$/.test(signOnUrl) ? `${signOnUrl}/` : signOnUrl,
      what: demo ? 'of Acme; also globex' : whose,
    };
  });
  if (!demo) return apps;
  return [
    ...apps,
    { name: 'My Apps', url: `${entraOrigin(port)}/myapps`, what: 'where people start' },
    { name: 'Admin center', url: `${entraOrigin(port)}/portal`, what: 'where their admin works' },
  ];
}

/** Somebody of each demonstration directory to sign in as. */
export const people: readonly { readonly name: string; readonly what: string }[] = [
  { name: 'B.Simon', what: 'can sign in' },
  { name: 'Britta Simon', what: 'has an account that is not active' },
  { name: 'Alain Charon', what: 'is not assigned: the directory stops him' },
];
