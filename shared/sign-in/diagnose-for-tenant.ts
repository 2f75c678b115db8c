import type { Site } from '../apps/site.ts';
import type { FlowId } from '../ids/flow-id.ts';
import { ifReached } from '../saml/inbound/check-list.ts';
import { type Examination, Examiner } from '../saml/inbound/report.ts';
import type { EncryptedResponse, UnverifiedResponse } from '../saml/inbound/response.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { ContentKey } from './content-key.ts';
import { examineSignIn, type SignInFinders } from './diagnose-sign-in.ts';
import { expectationsOf, requireDecryption, requireEncryption } from './verify-for-tenant.ts';

/** What a message is examined with beside its tenant. */
export interface ExaminationMeans {
  readonly site: Site;
  readonly tenant: Tenant;
  readonly now: Date;
  /** The content key of an encrypted message. Default: nothing is decrypted. */
  readonly contentKeyOf?: (message: EncryptedResponse) => ContentKey | undefined;
  /** Where the flow and the user are looked up. Default: these two checks are left out. */
  readonly finders?: SignInFinders;
  /**
   * Of a message that may open nothing, a test's: throws the problem where what is signed answers another request.
   * Default: not asked.
   */
  readonly requireAnswer?: (inResponseTo: string | undefined) => void;
  /**
   * The flow cookie's secret that this browser has for a flow, as at the ACS. Default: there is no browser, the
   * message was captured; then its request needs only to be one that was open at `now`, or that it spent itself.
   */
  readonly browserSecretOf?: ((flow: FlowId) => string | undefined) | undefined;
}

/**
 * Examines the form field `samlResponse` as the ACS of one tenant judges it, from its base64 to the user, taking
 * every step that can be taken, and spending and changing nothing: neither the request nor the message, no identity
 * is bound, no certificate pinned. The problem of the first failed check is what the ACS refuses it by. Reads at most
 * the flow and the user, and only for what a trusted key has signed; a content key is asked for as by the ACS.
 */
export async function examineForTenant(samlResponse: string, means: ExaminationMeans): Promise<Examination> {
  const examiner = examinerFor(means);
  const message = examiner.read(samlResponse);
  if (message !== undefined) await examine(examiner, message, means);
  if (means.finders !== undefined) await examineSignIn(examiner, means.finders, means);
  if (means.requireAnswer !== undefined) examiner.checkAnswer(means.requireAnswer);
  return examiner.end();
}

/** The same of a message that has been read already: that is not among its checks. */
export async function examineMessage(
  message: UnverifiedResponse | EncryptedResponse,
  means: ExaminationMeans,
): Promise<Examination> {
  const examiner = examinerFor(means);
  await examine(examiner, examiner.take(message), means);
  return examiner.end();
}

function examinerFor({ site, tenant, now }: ExaminationMeans): Examiner {
  return new Examiner(expectationsOf(site, tenant, now), now);
}

async function examine(
  examiner: Examiner,
  message: UnverifiedResponse | EncryptedResponse,
  means: ExaminationMeans,
): Promise<void> {
  if ('encryptedAssertion' in message) return examineEncrypted(examiner, message, means);
  examiner.judge(message);
  examiner.list.check('encryption', () => requireEncryption(means.tenant.connection));
}

async function examineEncrypted(
  examiner: Examiner,
  message: EncryptedResponse,
  { tenant, contentKeyOf: keyOf }: ExaminationMeans,
): Promise<void> {
  const envelope = examiner.verifyEnvelope(message);
  const required = examiner.list.check('encryption', () =>
    requireDecryption(tenant.connection, keyOf?.(message), envelope()),
  );
  const contentKey = ifReached(required);
  // A forged envelope never costs the use of a private key.
  if (contentKey === undefined) return;
  examiner.judgeEncrypted(message, await contentKey(), envelope);
}
