import { Problem } from '../../problems/problem.ts';
import type { Expectations } from './assertion/expectations.ts';
import { CheckCollector, type CheckResult, ifReached, NotReached } from './check-runner.ts';
import { checksAbout } from './checks.ts';
import { isDisclosed, redactProblem } from './encryption/disclosure.ts';
import { openEnvelope } from './encryption/encrypted-response.ts';
import { factsOfAssertion, factsOfResponse, type MessageFacts } from './message-facts.ts';
import {
  checkMessage,
  type EncryptedResponse,
  type ReceivedResponse,
  type UnverifiedResponse,
} from './response.ts';
import {
  type ClaimedAssertion,
  checkSignatures,
  claimedBy,
  signatureHashOf,
} from './signature/check-signatures.ts';
import type { Trust, TrustedCertificate } from './signature/prepare-trust.ts';
import { checkSignature } from './signature/signature.ts';
import { type AcceptedAssertion, checkStatements } from './verify.ts';

/** The result of every check of one message, and what was read on the way. */
export interface ValidationReport {
  readonly checks: readonly CheckResult[];
  /** The problem of the first failed check: a sign-in is refused with it. Undefined for an accepted message. */
  readonly problem: Problem | undefined;
  /**
   * Whether a trusted key signed `facts`. If not, they are only claims of the sender. Facts and problems of a decrypted
   * assertion are left out unless it is disclosed (`isDisclosed`).
   */
  readonly verified: boolean;
  readonly facts: MessageFacts;
  /** How a message was signed that is verified and disclosed. */
  readonly verification?: Pick<AcceptedAssertion, 'signed' | 'signatureHash' | 'certificate'>;
}

/** What a message is expected to say, and whose signatures count. */
export interface DiagnosisExpectations extends Expectations {
  readonly trust: Trust;
}

/** Checks that every report lists. Those about encryption and the sign-in are listed only if they apply. */
const everyMessage = checksAbout('message', 'signature', 'certificate', 'assertion');

/**
 * Builds a {@link ValidationReport} step by step. Between two steps its caller may ask a store or a key, as for an
 * encrypted assertion.
 */
export class Diagnosis {
  readonly list = new CheckCollector();
  readonly #expectations: DiagnosisExpectations;
  readonly #now: Date;
  #outer: MessageFacts = {};
  #facts: MessageFacts = {};
  #disclosed = true;
  #verification: ValidationReport['verification'];

  constructor(expectations: DiagnosisExpectations, now: Date) {
    this.#expectations = expectations;
    this.#now = now;
  }

  /**
   * Reads the form field `samlResponse`. Returns undefined where there is no assertion to check: the field cannot be
   * read, or the directory reports its own failure, which fails the check `status`.
   */
  read(samlResponse: string): UnverifiedResponse | EncryptedResponse | undefined {
    const message = ifReached(checkMessage(samlResponse, this.list.check));
    if (message === undefined) return undefined;
    this.take(message);
    if (message.kind !== 'failed') return message;
    this.list.complete(everyMessage.filter((name) => name !== 'status'));
    this.list.check('status', () => {
      throw message.problem;
    });
    return undefined;
  }

  /** Takes a message that has been read already. */
  take<Message extends ReceivedResponse>(message: Message): Message {
    this.#outer = factsOfResponse(message);
    this.#facts = this.#outer;
    return message;
  }

  /** Verifies an assertion in the clear, whether or not its signer is trusted. */
  verify(unverified: UnverifiedResponse): void {
    const { list } = this;
    const signers = checkSignatures(unverified, this.#expectations.trust, (of) => list.checkerAt(of));
    const [certificate] = list.problem === undefined ? signers() : [];
    this.#verifyStatements(claimedBy(unverified), signers, certificate);
  }

  /** Verifies the signature around an encrypted assertion. Returns its signer, or undefined where it is not signed. */
  verifyEnvelope({ signature }: EncryptedResponse): () => TrustedCertificate | undefined {
    if (signature === undefined) return () => undefined;
    return checkSignature(signature, this.#expectations.trust, this.list.checkerAt('response'));
  }

  /** Decrypts an assertion and verifies it. If that fails, nothing inside it is checked. */
  verifyEncrypted(
    encrypted: EncryptedResponse,
    contentKey: Uint8Array,
    envelope: () => TrustedCertificate | undefined,
  ): void {
    const { list } = this;
    const opened = list.check('decryption', () =>
      openEnvelope(encrypted, contentKey, { ...this.#expectations, envelopeSigner: envelope() }),
    );
    const verified = ifReached(opened);
    if (verified === undefined) return;
    // Decryption includes the signature inside, which must verify where the Response around it has none.
    if (encrypted.signature === undefined) list.pass(checksAbout('signature'));
    const certificate = list.problem === undefined ? verified.certificate : undefined;
    this.#verifyStatements(verified, () => verified.signers, certificate);
  }

  /** What has been read so far, for further checks only: {@link end} removes what is not disclosed. */
  get undisclosedFacts(): MessageFacts {
    return this.#facts;
  }

  /** Whether what has been read may be shown and kept. */
  get isDisclosed(): boolean {
    return this.#disclosed;
  }

  /** Runs the check `request` of a message that starts no session: whether what is signed answers the right request. */
  checkAnswer(requireAnswer: (inResponseTo: string | undefined) => void): void {
    const { list } = this;
    const { confirmation } = this.#facts;
    list.complete(everyMessage);
    list.check('request', () => {
      if (!list.authenticated || confirmation === undefined) throw new NotReached();
      requireAnswer(confirmation.inResponseTo);
    });
  }

  /** Returns the report, without anything that is not disclosed. */
  end(): ValidationReport {
    const { list } = this;
    list.complete(everyMessage);
    const checks = list.checks.map((check) => this.#redact(check));
    return {
      checks,
      problem: checks.find(({ outcome }) => outcome === 'failed')?.problem,
      verified: list.authenticated,
      facts: this.#disclosed ? this.#facts : this.#outer,
      ...(this.#verification === undefined || !this.#disclosed ? {} : { verification: this.#verification }),
    };
  }

  #redact(check: CheckResult): CheckResult {
    const { name, problem } = check;
    if (problem === undefined) return check;
    return { ...check, problem: redactProblem(name, problem, () => this.#disclosed) };
  }

  /** @param certificate The signer; undefined where a signature did not verify. */
  #verifyStatements(
    claimed: ClaimedAssertion,
    signers: () => readonly TrustedCertificate[],
    certificate: TrustedCertificate | undefined,
  ): void {
    this.list.authenticated = certificate !== undefined;
    this.#disclosed = isDisclosed(claimed, this.#expectations);
    if (certificate !== undefined) {
      this.#verification = { signed: claimed.signed, signatureHash: signatureHashOf(claimed), certificate };
    }
    const parts = checkStatements(claimed, signers, this.#expectations, this.#now, this.list.check);
    this.#facts = factsOfAssertion(claimed, parts);
  }
}

/**
 * Returns the report of a message whose assertion must be in the clear. It goes through the checks of `readResponse`
 * and `verifyResponse`, but continues after a failure; the first failed check is the one that these two throw. Pure,
 * and as fast.
 */
export function diagnoseResponse(
  samlResponse: string,
  expectations: DiagnosisExpectations,
  now: Date,
): ValidationReport {
  const diagnosis = new Diagnosis(expectations, now);
  const message = diagnosis.read(samlResponse);
  if (message?.kind === 'encrypted') {
    diagnosis.list.check('encryption', () => {
      throw new Problem('assertion-encrypted');
    });
  } else if (message !== undefined) diagnosis.verify(message);
  return diagnosis.end();
}
