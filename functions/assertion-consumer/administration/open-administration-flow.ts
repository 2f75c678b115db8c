import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { AdministrationFlowId } from '../../../shared/ids/administration-flow-id.ts';
import { hashOfSecret } from '../../../shared/ids/secret.ts';
import { Problem } from '../../../shared/problems/problem.ts';
import { defaultClockSkewSeconds, hasEnded } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import type { AdministrationFlow } from '../../../shared/sign-in/administration/administration-flow.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';

/** Whether this browser began a sign-in and has answered it already. It opens nothing by that. */
export function isAnsweredHere(
  flow: AdministrationFlow | undefined,
  browserSecret: string | undefined,
): boolean {
  return flow?.state === 'answered' && isOfBrowser(flow, browserSecret);
}

/**
 * Returns the sign-in, if this browser began it, for this tenant, and it is still open. Before any write, so that a
 * message that cannot be used binds no one. The write that uses it up decides the same again.
 * @throws Problem `flow-…`
 */
export function requireOpenAdministration(
  flow: AdministrationFlow | undefined,
  id: AdministrationFlowId,
  browserSecret: string | undefined,
  { createdAt }: Pick<Tenant, 'createdAt'>,
  now: Date,
): AdministrationFlow {
  const known = flow?.tenantCreatedAt?.getTime() === createdAt.getTime() ? flow : undefined;
  const isOpen = known?.state === 'requested' && now < known.expiresAt && isOfBrowser(known, browserSecret);
  if (isOpen) return known;
  throw whyAdministrationNotOpen(known, id, now);
}

/** Returns why a sign-in cannot be answered in this browser. */
export function whyAdministrationNotOpen(
  flow: AdministrationFlow | undefined,
  id: AdministrationFlowId,
  now: Date,
): Problem {
  if (flow === undefined) return new Problem('flow-unknown', { actual: id });
  if (flow.state !== 'requested') return new Problem('flow-spent', { actual: id });
  if (flow.expiresAt <= now) {
    return new Problem('flow-expired', {
      expected: `by ${flow.expiresAt.toISOString()}`,
      actual: now.toISOString(),
    });
  }
  return new Problem('flow-other-browser', { expected: `the cookie of ${id}` });
}

/**
 * Requires that the person signed in to the directory after the request, with the clock skew in the directory's favour
 * (`ForceAuthn`, SAML Core 3.4.1). An open directory session in an unattended browser is not enough.
 * @throws Problem `setup-sign-in-not-fresh`
 */
export function requireFreshSignIn(authnInstant: Date, requestedAt: Date): void {
  if (!hasEnded(authnInstant, requestedAt, defaultClockSkewSeconds)) return;
  throw new Problem('setup-sign-in-not-fresh', {
    expected: `AuthnInstant from ${requestedAt.toISOString()} on`,
    actual: authnInstant.toISOString(),
  });
}

function isOfBrowser({ browserHash }: AdministrationFlow, secret: string | undefined): boolean {
  if (secret === undefined) return false;
  const [stored, shown] = [Buffer.from(browserHash), Buffer.from(hashOfSecret(secret))];
  return stored.length === shown.length && timingSafeEqual(stored, shown);
}
