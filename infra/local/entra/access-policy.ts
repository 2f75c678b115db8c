import type { EnterpriseApplication } from './enterprise-application.ts';
import { textField } from './page.ts';

/** What the directory does with the sign-ins of one application. */
export interface AccessPolicy {
  /** Conditional Access > Grant > Require multifactor authentication: messages state several factors. */
  readonly requiresMultiFactor: boolean;
  /** Whether a running session of the directory answers a request with ForceAuthn. Entra offers no such choice. */
  readonly ignoresForceAuthn: boolean;
}

/** Before an admin has changed anything. */
const noPolicy: AccessPolicy = { requiresMultiFactor: false, ignoresForceAuthn: false };

/** The policy of each application; none until somebody chooses. */
export class AccessPolicies {
  readonly #chosen = new Map<string, AccessPolicy>();

  of({ applicationId }: EnterpriseApplication): AccessPolicy {
    return this.#chosen.get(applicationId) ?? noPolicy;
  }

  set({ applicationId }: EnterpriseApplication, policy: AccessPolicy): void {
    this.#chosen.set(applicationId, policy);
  }
}

/** Returns the policy in the fields of a form: what is not ticked is off. */
export function readAccessPolicy(fields: Readonly<Record<string, unknown>>): AccessPolicy {
  return {
    requiresMultiFactor: textField(fields, 'mfa') === 'on',
    ignoresForceAuthn: textField(fields, 'ignore-force-authn') === 'on',
  };
}
