import { tenantUrls } from '../../shared/apps/urls.ts';
import type { FlowStore } from '../../shared/flows/flow-store.ts';
import { type Answer, page, redirect } from '../../shared/http/answer.ts';
import type { Step } from '../../shared/http/endpoint.ts';
import { readLogoutMessage } from '../../shared/http/logout-message.ts';
import type { Random } from '../../shared/http/secret.ts';
import { signedOutPage } from '../../shared/http/signed-out-page.ts';
import type { Language } from '../../shared/http/text/language.ts';
import { type LogoutRequest, readLogoutRequest } from '../../shared/saml/inbound/logout-request.ts';
import { Problem } from '../../shared/saml/inbound/problem.ts';
import { logoutResponseUrl } from '../../shared/saml/outbound/logout-response.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { Deployment } from '../deployment.ts';
import { requireActiveTenantNow } from '../find-tenant.ts';
import { requireEndpoint, requireTenantName, type TenantLocation } from '../whereabouts.ts';

/** What the logout endpoint works with. */
export type LogoutPorts = Pick<Deployment, 'sites' | 'tenants' | 'flows'> & { readonly random: Random };

/**
 * GET or POST of the Logout Url, which the directory opens, often in a hidden frame without our cookies, when somebody
 * signs out there. An unsigned LogoutRequest ends the sessions whose SessionIndex it names, which only the
 * directory and we know, and nothing else; nothing depends on whether the directory takes our answer. As at the
 * ACS the message is read before the tenant is looked for, and whoever is not its directory learns nothing of it.
 */
export function logoutStep(ports: LogoutPorts): Step {
  return async (request) => {
    const { receivedAt } = request;
    const named = requireTenantName(requireEndpoint(ports.sites, request, 'logout'));
    // Who only asks for the headers ends nothing.
    if (request.method === 'HEAD') return signedOut(named, request.language);
    const { kind, message, relayState } = readLogoutMessage(request);
    // We send no LogoutRequest of our own: a LogoutResponse answers nothing and changes nothing.
    if (kind === 'response') return signedOut(named, request.language);
    const logoutRequest = readLogoutRequest(message, receivedAt);
    const tenant = await requireActiveTenantNow(ports.tenants, named);
    requireIssuerOf(tenant, logoutRequest);
    await endSessions(ports.flows, tenant, logoutRequest);
    const { logoutUrl } = tenant.connection;
    if (logoutUrl === undefined) return signedOut(named, request.language);
    return redirect(
      logoutResponseUrl({
        id: `_${Buffer.from(ports.random(16)).toString('hex')}`,
        issueInstant: receivedAt,
        identifier: tenantUrls(named.site, named.tenant).identifier,
        logoutUrl,
        inResponseTo: logoutRequest.id,
        relayState,
      }),
    );
  };
}

function signedOut({ site, tenant }: TenantLocation, language: Language): Answer {
  const { signOnUrl } = tenantUrls(site, tenant);
  return page(200, signedOutPage({ appName: site.app.displayName, signInHref: signOnUrl }, language));
}

/** Entra's logout messages come from `login.microsoftonline.com`, its assertions from `sts.windows.net`. */
function requireIssuerOf({ connection }: Tenant, { issuer }: LogoutRequest): void {
  const [, directoryId] = /^https:\/\/sts\.windows\.net\/([0-9a-f-]{36})\/$/.exec(connection.issuer) ?? [];
  const alias =
    directoryId === undefined ? connection.issuer : `https://login.microsoftonline.com/${directoryId}/`;
  if (issuer !== connection.issuer && issuer !== alias) {
    throw new Problem('logout-issuer-mismatch', { expected: connection.issuer, actual: issuer });
  }
}

async function endSessions(
  flows: FlowStore,
  { app, id }: Tenant,
  { sessionIndexes }: LogoutRequest,
): Promise<void> {
  await Promise.all(
    [...new Set(sessionIndexes)]
      .slice(0, maximumSessions)
      .map((index) => flows.signOutBySessionIndex(app, id, index)),
  );
}

/** More sessions than one person has; a bound, because nobody has signed the request. */
const maximumSessions = 16;
