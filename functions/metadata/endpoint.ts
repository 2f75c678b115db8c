import { tenantUrls } from '../../shared/apps/urls.ts';
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

/** What the metadata endpoint works with. */
export type MetadataDependencies = Pick<Deployment, 'sites' | 'tenants'> & {
  readonly setupLinks: Pick<SetupLinkStore, 'findOpen'>;
};

/** Answers GET of a tenant’s SP metadata. `clock`: the system’s by default. */
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
 * GET of our metadata for one tenant, as Entra's "Upload metadata file" takes it. Of one that is still to be set up
 * only a browser that has its set-up page open gets it; to everybody else there is no such tenant, by the same answer
 * and the same requests: who the customers are is nobody's business. Reads the tenant, and where it signs nobody in the
 * session that the browser shows, if it shows one.
 */
function metadataHandler(deps: MetadataDependencies): RouteHandler {
  return async (request) => {
    const named = requireTenant(resolveAddress(deps.sites, request, 'metadata'));
    const found = await deps.tenants.find(named.site.app.id, named.tenant);
    const tenant =
      found !== undefined && acceptsSignIns(found)
        ? found
        : await requireOpenSetup(deps, request, named, found);
    const { encryption, requestSigning } = tenant.connection;
    const metadata = spMetadata({
      ...tenantUrls(named.site, tenant.id),
      signingCertificate: requestSigning?.certificate,
      encryptionCertificate: encryption?.certificate,
    });
    return text(200, 'application/samlmetadata+xml', metadata);
  };
}

/**
 * One that is to be set up, one that is disabled and one that there is not take the same requests.
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
    return requireActive(tenant, location.tenant);
  if (tenant === undefined || !isOpen) throw new Problem('tenant-not-found', { actual: location.tenant });
  return tenant;
}

/** Whether this browser has a set-up link of this very tenant open: one request, or none where it shows none. */
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
