import type { QualifiedNameId } from '../saml/inbound/assertion/identity.ts';
import type { SignedInFlow } from './flow.ts';

/** A session as its directory calls it (SAML Core 3.7.1): what a LogoutRequest names. */
export interface NamedAtDirectory {
  readonly nameId: QualifiedNameId;
  /** Undefined where the assertion had none, or one that is too long to keep. */
  readonly sessionIndex: string | undefined;
}

/**
 * Returns what names `session` at its directory. Undefined where the assertion's contents must not leave Latchkey
 * (`AcceptedAssertion.disclosed`), and for a flow that was stored before shapes were kept.
 */
export function directorySessionOf(session: SignedInFlow): NamedAtDirectory | undefined {
  const { shape, nameId, nameQualifiers = {}, sessionIndex } = session;
  if (shape === undefined) return undefined;
  return {
    nameId: {
      value: nameId,
      format: shape.nameIdFormat,
      nameQualifier: nameQualifiers.nameQualifier,
      spNameQualifier: nameQualifiers.spNameQualifier,
    },
    sessionIndex,
  };
}

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/**
 * Returns whether the directory calls a session's person exactly so: by value, Format and qualifiers (SAML Core 3.3.4).
 * A missing Format is `unspecified`.
 */
export function hasNameId(session: SignedInFlow, asked: QualifiedNameId): boolean {
  const own = directorySessionOf(session)?.nameId;
  return (
    own?.value === asked.value &&
    (own.format ?? unspecified) === (asked.format ?? unspecified) &&
    own.nameQualifier === asked.nameQualifier &&
    own.spNameQualifier === asked.spNameQualifier
  );
}
