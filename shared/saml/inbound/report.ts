import { Problem } from '../../problems/problem.ts';
import type { Expectations } from './assertion/conditions.ts';
import { CheckCollector, type CheckResult, ifReached, NotReached } from './check-collector.ts';
import { type CheckName, checkNames } from './checks.ts';
import { isDisclosed, redactProblem } from './encryption/disclosure.ts';
import { openEnvelope } from './encryption/encrypted-response.ts';
import { factsOfAssertion, factsOfResponse, type MessageFacts } from './message-facts.ts';
import { checkMessage, type EncryptedResponse, type UnverifiedResponse } from './response.ts';
import {
  type ClaimedAssertion,
  checkSignatures,
  claimedBy,
  signatureHashOf,
} from './signature/check-signatures.ts';
import type { Trust, TrustedCertificate } from './signature/prepare-trust.ts';
import { checkSignature } from './signature/signature.ts';
import { type AcceptedAssertion, checkStatements } from './verify.ts';

/** What became of every check of one message, and what was read on the way. */
export interface ValidationReport {
  readonly checks: readonly CheckResult[];
  /** What verification rejects the message by: that of the first failed check. Undefined where it accepts. */
  readonly problem: Problem | undefined;
  /**
   * Whether a trusted key has signed `facts`. Without, they are the sender's word, for a careful eye alone. Out of a
   * cipher text they hold nothing unless it is disclosed (`isDisclosed`), and no problem of a check quotes it.
   */
  readonly verified: boolean;
  readonly facts: MessageFacts;
  /** Of a message that is verified and disclosed, how: as verification has it of one that it accepts. */
  readonly verification?: Pick<AcceptedAssertion, 'signed' | 'signatureHash' | 'certificate'>;
}

/** What a message is diagnosed by. */
export interface DiagnosisExpectations extends Expectations {
  readonly trust: Trust;
}

/** Checks that are listed only where a message comes to them. */
const besides: ReadonlySet<CheckName> = new Set(['decryption', 'encryption', 'request', 'user']);

/** Checks that a signature has to pass, wherever it is. */
const ofSignatures = ['signature', 'signature-algorithm', 'signing-key', 'signature-value'] as const;

/** Checks that every message has to pass. */
const asked = checkNames.filter((name) => !besides.has(name));

/** A diagnosis under way: between its steps somebody may be asked, as for the key of an encrypted assertion. */
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

  /** Reads the form field `samlResponse`; undefined where it is no message. */
  read(samlResponse: string): UnverifiedResponse | EncryptedResponse | undefined {
    const message = ifReached(checkMessage(samlResponse, this.list.check));
    return message && this.take(message);
  }

  /** Takes a message that has been read already. */
  take<Message extends UnverifiedResponse | EncryptedResponse>(message: Message): Message {
    this.#outer = factsOfResponse(message);
    this.#facts = this.#outer;
    return message;
  }

  /** Verifies an assertion in the clear, whoever signed it. */
  judge(unverified: UnverifiedResponse): void {
    const { list } = this;
    const signers = checkSignatures(unverified, this.#expectations.trust, (of) => list.checkerAt(of));
    const [certificate] = list.problem === undefined ? signers() : [];
    this.#judgeStatements(claimedBy(unverified), signers, certificate);
  }

  /** Verifies the signature around an encrypted assertion, where there is one: its signer, or undefined. */
  verifyEnvelope({ signature }: EncryptedResponse): () => TrustedCertificate | undefined {
    if (signature === undefined) return () => undefined;
    return checkSignature(signature, this.#expectations.trust, this.list.checkerAt('response'));
  }

  /** Opens an encrypted assertion and verifies it. What cannot be opened says nothing of what is in it. */
  judgeEncrypted(
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
    // Nothing is opened unless a signature verifies; without one around it, that was the one inside.
    if (encrypted.signature === undefined) list.pass(ofSignatures);
    const certificate = list.problem === undefined ? verified.certificate : undefined;
    this.#judgeStatements(verified, () => verified.signers, certificate);
  }

  /** What has been read so far, for steps of `list` alone: {@link end} takes it out of what they say. */
  get undisclosedFacts(): MessageFacts {
    return this.#facts;
  }

  /** The check `request` of a message that may open nothing: whether what is signed answers what it has to. */
  checkAnswer(requireAnswer: (inResponseTo: string | undefined) => void): void {
    const { list } = this;
    const { confirmation } = this.#facts;
    list.complete(asked);
    list.check('request', () => {
      if (!list.authenticated || confirmation === undefined) throw new NotReached();
      requireAnswer(confirmation.inResponseTo);
    });
  }

  /** Everything found, as far as it is disclosed. */
  end(): ValidationReport {
    const { list } = this;
    list.complete(asked);
    const checks = list.checks.map((check) => this.#tell(check));
    return {
      checks,
      problem: checks.find(({ outcome }) => outcome === 'failed')?.problem,
      verified: list.authenticated,
      facts: this.#disclosed ? this.#facts : this.#outer,
      ...(this.#verification === undefined || !this.#disclosed ? {} : { verification: this.#verification }),
    };
  }

  #tell(check: CheckResult): CheckResult {
    const { name, problem } = check;
    return problem === undefined
      ? check
      : { ...check, problem: redactProblem(name, problem, () => this.#disclosed) };
  }

  /** @param certificate The one that signed; undefined where that is not certain. */
  #judgeStatements(
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
 * Diagnoses a message whose assertion is in the clear as `readResponse` and `verifyResponse` do, but takes every step
 * that can be taken: what they refuse it by is the first failed check. Pure, and as quick.
 */
export function diagnoseResponse(
  samlResponse: string,
  expectations: DiagnosisExpectations,
  now: Date,
): ValidationReport {
  const diagnosis = new Diagnosis(expectations, now);
  const message = diagnosis.read(samlResponse);
  if (message !== undefined && 'encryptedAssertion' in message) {
    diagnosis.list.check('encryption', () => {
      throw new Problem('assertion-encrypted');
    });
  } else if (message !== undefined) diagnosis.judge(message);
  return diagnosis.end();
}
