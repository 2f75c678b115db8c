import * as v from 'valibot';
import { defined } from '../objects/defined.ts';
import type { NameQualifiers, SignedInFlow } from './flow.ts';
import type { CompletedSignIn } from './flow-store.ts';
import { longestText } from './longest-text.ts';

/** Stored in place of a qualifier that is the issuer, and in place of a SessionIndex that there is none of. */
const issuerMark = '=';
const none = '';

/**
 * Returns what a flow stores to name its session at the directory, beside NameID and shape. Entra's SessionIndex is the
 * assertion's ID and its NameID has no qualifier: then both attributes are absent, and most sessions stay within one
 * write unit. A directory whose two differ costs 30 to 80 bytes.
 */
export function directorySessionAttributes(signIn: CompletedSignIn) {
  const { sessionIndex, assertionId, nameQualifiers, issuer, shape } = signIn;
  if (shape === undefined) return {};
  const isKept = sessionIndex !== undefined && sessionIndex.length <= longestText;
  return {
    sessionIndex: isKept ? (sessionIndex === assertionId ? undefined : sessionIndex) : none,
    nameQualifiers: nameQualifiers && qualifiersText(nameQualifiers, issuer),
  };
}

function qualifiersText({ nameQualifier, spNameQualifier }: NameQualifiers, issuer: string) {
  const kept = [nameQualifier, spNameQualifier].map((text) =>
    text === undefined || text.length > longestText ? null : text === issuer ? issuerMark : text,
  );
  return kept.every((text) => text === null) ? undefined : JSON.stringify(kept);
}

/** The schema of the stored qualifiers: {@link issuerMark} where one is the issuer. */
export const storedNameQualifiers = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictTuple([v.nullable(v.string()), v.nullable(v.string())]),
);

/** Returns the SessionIndex and the qualifiers of a stored flow, {@link directorySessionAttributes} read back. */
export function readDirectorySession(stored: {
  readonly shape: SignedInFlow['shape'];
  readonly issuer: string;
  readonly assertionId: string;
  readonly sessionIndex: string | undefined;
  readonly nameQualifiers: v.InferOutput<typeof storedNameQualifiers> | undefined;
}): Pick<SignedInFlow, 'sessionIndex' | 'nameQualifiers'> {
  if (stored.shape === undefined) return {};
  const { sessionIndex = stored.assertionId, nameQualifiers } = stored;
  const [nameQualifier, spNameQualifier] = (nameQualifiers ?? []).map((text) =>
    text === null ? undefined : text === issuerMark ? stored.issuer : text,
  );
  return {
    ...(sessionIndex === none ? {} : { sessionIndex }),
    ...(nameQualifiers === undefined ? {} : { nameQualifiers: defined({ nameQualifier, spNameQualifier }) }),
  };
}
