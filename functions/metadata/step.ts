import { tenantUrls } from '../../shared/apps/urls.ts';
import { text } from '../../shared/http/answer.ts';
import type { Step } from '../../shared/http/endpoint.ts';
import { spMetadata } from '../../shared/saml/outbound/sp-metadata.ts';
import type { Deployment } from '../deployment.ts';
import { requireKnownTenant } from '../find-tenant.ts';
import { requireEndpoint, requireTenantName } from '../whereabouts.ts';

/**
 * GET of our metadata for one tenant, as Entra's "Upload metadata file" takes it: also of one that is still to be set
 * up, because its administrator uploads it before there is anything else. Reads the tenant, writes nothing.
 */
export function metadataStep({ sites, tenants }: Pick<Deployment, 'sites' | 'tenants'>): Step {
  return async (request) => {
    const named = requireTenantName(requireEndpoint(sites, request, 'metadata'));
    const tenant = await requireKnownTenant(tenants, named);
    const { encryption, requestSigning } = tenant.connection;
    const metadata = spMetadata({
      ...tenantUrls(named.site, tenant.id),
      signingCertificate: requestSigning?.certificate,
      encryptionCertificate: encryption?.certificate,
    });
    return text(200, 'application/samlmetadata+xml', metadata);
  };
}
