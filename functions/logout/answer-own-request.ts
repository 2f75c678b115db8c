import { logLogoutAnswer } from '../../shared/observability/log.ts';
import { Problem } from '../../shared/problems/problem.ts';
import {
  type LogoutResponse,
  type ReportedLogout,
  readLogoutResponse,
} from '../../shared/saml/inbound/logout/logout-response.ts';
import { verifyLogoutSignature } from '../../shared/saml/inbound/logout/verify-logout-signature.ts';
import type { SignedOutSession } from '../../shared/sign-in/browser/signed-out-cookie.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';
import type { LogoutMessage } from './logout-message.ts';
import { logoutTrustOf, requireLogoutIssuer } from './logout-trust.ts';

/** What a LogoutResponse says to the browser that brings it: `unconfirmed` where nothing that can be believed. */
export type DirectoryAnswer = ReportedLogout | 'unconfirmed';

/** A LogoutResponse, and the browser that brings it. */
export interface BroughtAnswer {
  readonly named: TenantLocation;
  readonly tenant: Tenant;
  /** The session that this browser ended, with the request that it took to the directory. */
  readonly ended: SignedOutSession;
  readonly message: LogoutMessage;
  readonly reference: string;
  readonly now: Date;
}

/**
 * Returns what the directory reports. Only an answer to this browser's own request counts, and only of the tenant's
 * directory. Entra's is unsigned: the ID of the request, 128 random bits that this browser and the directory know, is all
 * that binds it. A signature that is there has to verify. Anything else is `unconfirmed`, and logged: the person has
 * signed out here and reads the truth about that. No read.
 */
export function readDirectoryAnswer(brought: BroughtAnswer): DirectoryAnswer {
  const { named, reference } = brought;
  const common = { app: named.site.app.id, tenant: named.tenant, reference };
  try {
    const { reported } = verifiedAnswer(brought);
    logLogoutAnswer({ ...common, reported });
    return reported;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    logLogoutAnswer({ ...common, reported: 'unconfirmed', problem: error });
    return 'unconfirmed';
  }
}

function verifiedAnswer({ named, tenant, ended, message, now }: BroughtAnswer): LogoutResponse {
  const response = readLogoutResponse(message.message);
  requireLogoutIssuer(tenant, response.issuer);
  verifyLogoutSignature(response, message.detached, logoutTrustOf(named, tenant, now), now);
  const { request } = ended;
  if (request === undefined || response.inResponseTo !== request) {
    throw new Problem('in-response-to-mismatch', {
      expected: request ?? 'none',
      actual: response.inResponseTo ?? 'none',
    });
  }
  return response;
}
