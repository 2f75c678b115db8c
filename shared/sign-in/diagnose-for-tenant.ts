import type { Site } from '../apps/site.ts';
import { claimMappingOf } from '../claims/claim-mapping.ts';
import { type MappedClaims, mapClaims } from '../claims/map-claims.ts';
import type { FlowId } from '../ids/flow-id.ts';
import { ifReached, NotReached } from '../saml/inbound/check-runner.ts';
import { Diagnosis, type ValidationReport } from '../saml/inbound/report.ts';
import type { EncryptedResponse, UnverifiedResponse } from '../saml/inbound/response.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { ContentKey } from './content-key.ts';
import { diagnoseSignIn, type SignInLookups } from './diagnose-sign-in.ts';
import { requireMultiFactor } from './multi-factor.ts';
import { expectationsOf, requireDecryption, requireEncryption } from './verify-for-tenant.ts';

/** What a message is diagnosed with beside its tenant. */
export interface DiagnosisDependencies {
  readonly site: Site;
  readonly tenant: Tenant;
  readonly now: Date;
  /** The content key of an encrypted message. Default: nothing is decrypted. */
  readonly contentKeyOf?: (message: EncryptedResponse) => ContentKey | undefined;
  /** Looks up the flow and the user. Default: these two checks are left out. */
  readonly finders?: SignInLookups;
  /**
   * For the message of a test, which makes no session: throws the problem if what is signed answers another request.
   * Default: not checked.
   */
  readonly requireAnswer?: (inResponseTo: string | undefined) => void;
  /** The request that this browser began: see `Expectations.sharedReplyUrl`. Default: none. */
  readonly answerTo?: string | undefined;
  /**
   * Returns the secret of this browser's flow cookie for a flow. Default: the message was captured, without a browser;
   * then its request must have been open at `now`, or used by this message.
   */
  readonly browserSecretOf?: ((flow: FlowId) => string | undefined) | undefined;
}

/**
 * Diagnoses the form field `samlResponse` as the ACS of one tenant verifies it, from its base64 to the user, taking
 * every step that can be taken, and spending and changing nothing: neither the request nor the message, no identity
 * is bound, no certificate pinned. The problem of the first failed check is what the ACS refuses it by. Reads at most
 * the flow and the user, and only for what a trusted key has signed; a content key is asked for as by the ACS.
 */
export async function diagnoseForTenant(
  samlResponse: string,
  deps: DiagnosisDependencies,
): Promise<ValidationReport> {
  const diagnosis = diagnosisFor(deps);
  const message = diagnosis.read(samlResponse);
  if (message !== undefined) await diagnose(diagnosis, message, deps);
  const isWhole = deps.finders !== undefined || deps.requireAnswer !== undefined;
  if (isWhole) checkMultiFactor(diagnosis, deps);
  const claims = isWhole ? checkMapping(diagnosis, deps) : undefined;
  if (deps.finders !== undefined) await diagnoseSignIn(diagnosis, deps.finders, { ...deps, claims });
  if (deps.requireAnswer !== undefined) diagnosis.checkAnswer(deps.requireAnswer);
  return diagnosis.end();
}

/** Diagnoses a message that has been read already; the checks of reading are not in the report. */
export async function diagnoseMessage(
  message: UnverifiedResponse | EncryptedResponse,
  deps: DiagnosisDependencies,
): Promise<ValidationReport> {
  const diagnosis = diagnosisFor(deps);
  await diagnose(diagnosis, diagnosis.take(message), deps);
  checkMultiFactor(diagnosis, deps);
  checkMapping(diagnosis, deps);
  return diagnosis.end();
}

/** Runs the check `multi-factor`, only for a tenant that requires it and for what a trusted key signed. */
function checkMultiFactor(
  { list, undisclosedFacts }: Diagnosis,
  { tenant }: Pick<DiagnosisDependencies, 'tenant'>,
): void {
  if (tenant.requiresMultiFactor !== true) return;
  list.check('multi-factor', () => {
    const { attributes, authnInstant } = undisclosedFacts;
    if (!list.authenticated || attributes === undefined || authnInstant === undefined) throw new NotReached();
    requireMultiFactor(tenant, undisclosedFacts);
  });
}

/**
 * Runs the check `mapping`, only for what a trusted key signed and whose claims could be read. Returns what the
 * application would get; undefined where the check did not pass.
 */
function checkMapping(
  { list, undisclosedFacts }: Diagnosis,
  { site, tenant }: Pick<DiagnosisDependencies, 'site' | 'tenant'>,
): MappedClaims | undefined {
  const mapped = list.check('mapping', () => {
    const { attributes } = undisclosedFacts;
    if (!list.authenticated || attributes === undefined) throw new NotReached();
    return mapClaims(claimMappingOf(site.app.claims, tenant.claims), attributes);
  });
  return ifReached(mapped);
}

function diagnosisFor({ site, tenant, now, answerTo }: DiagnosisDependencies): Diagnosis {
  return new Diagnosis(expectationsOf(site, tenant, now, answerTo), now);
}

async function diagnose(
  diagnosis: Diagnosis,
  message: UnverifiedResponse | EncryptedResponse,
  deps: DiagnosisDependencies,
): Promise<void> {
  if (message.kind === 'encrypted') return diagnoseEncrypted(diagnosis, message, deps);
  diagnosis.verify(message);
  diagnosis.list.check('encryption', () => requireEncryption(deps.tenant.connection));
}

async function diagnoseEncrypted(
  diagnosis: Diagnosis,
  message: EncryptedResponse,
  { tenant, contentKeyOf: keyOf }: DiagnosisDependencies,
): Promise<void> {
  const envelope = diagnosis.verifyEnvelope(message);
  const required = diagnosis.list.check('encryption', () =>
    requireDecryption(tenant.connection, keyOf?.(message), envelope()),
  );
  const contentKey = ifReached(required);
  // A forged envelope never costs the use of a private key.
  if (contentKey === undefined) return;
  diagnosis.verifyEncrypted(message, await contentKey(), envelope);
}
