import { tenantReplyUrls, tenantUrls } from '../../shared/apps/urls.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { text } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { hashOfSecret } from '../../shared/ids/secret.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { spMetadata } from '../../shared/saml/outbound/sp-metadata.ts';
import { readSetupCookie } from '../../shared/setup/setup-cookie.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import { acceptsSignIns } from '../../shared/tenants/sso-entitlement.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { Deployment } from '../deployment.ts';
import { requireActive } from '../find-tenant.ts';
import { problemContextOf, requireTenant, resolveAddress, type TenantLocation } from '../location.ts';

/** The dependencies of the metadata endpoint. */
export type MetadataDependencies = Pick<Deployment, 'sites' | 'tenants'> & {
  readonly setupLinks: Pick<SetupLinkStore, 'findOpen'>;
};

/** Returns the handler of a tenant’s SP metadata, for GET. `clock`: the system’s by default. */
export function metadataEndpoint(
  deps: MetadataDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(metadataHandler(deps), {
    methods: ['GET'],
    problemContext: (request) => problemContextOf(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET of our metadata for one tenant, in the form that Entra's "Upload metadata file" accepts. If the tenant is
 * still to be set up, only a browser with its open set-up page gets it. Every other browser gets the answer of an
 * unknown tenant, after the same requests: the list of customers is confidential. Reads the tenant and, where it
 * accepts no sign-ins, the set-up session that the browser presents.
 */
function metadataHandler(deps: MetadataDependencies): RouteHandler {
  return async (request) => {
    const named = requireTenant(resolveAddress(deps.sites, request, 'metadata'));
    const found = await deps.tenants.find(named.site.app.id, named.tenant);
    const tenant =
      found !== undefined && acceptsSignIns(named.site.app, found)
        ? found
        : await requireOpenSetup(deps, request, named, found);
    const { encryption, requestSigning } = tenant.connection;
    const metadata = spMetadata({
      ...tenantUrls(named.site, tenant.id),
      otherReplyUrls: tenantReplyUrls(named.site, tenant.id).slice(1),
      signingCertificate: requestSigning?.certificate,
      encryptionCertificate: encryption?.certificate,
    });
    return text(200, 'application/samlmetadata+xml', metadata);
  };
}

/**
 * Requires an open set-up page. A tenant to be set up, a disabled and an unknown one take the same requests.
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
async function requireOpenSetup(
  deps: MetadataDependencies,
  request: EndpointRequest,
  location: TenantLocation,
  tenant: Tenant | undefined,
): Promise<Tenant> {
  const isOpen = await hasSetupOpen(deps, request, location);
  if (tenant !== undefined && tenant.connection.state !== 'draft')
    return requireActive(location.site.app, tenant, location.tenant);
  if (tenant === undefined || !isOpen) throw new Problem('tenant-not-found', { actual: location.tenant });
  return tenant;
}

/** Returns whether this browser has a set-up link of this tenant open: one request, or none without its cookie. */
async function hasSetupOpen(
  { setupLinks }: MetadataDependencies,
  { cookies, receivedAt }: EndpointRequest,
  { site, tenant }: TenantLocation,
): Promise<boolean> {
  const cookie = readSetupCookie(cookies);
  if (cookie === undefined || cookie.app !== site.app.id || cookie.tenant !== tenant) return false;
  const holder = { ...cookie, secretHash: hashOfSecret(cookie.secret) };
  return (await setupLinks.findOpen(holder, receivedAt)) !== undefined;
}
