import * as v from 'valibot';
import type { Authentication } from './authentication.ts';

/** The namespace of nearly every class. `=` stands before any other one. */
const classNamespace = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';

/**
 * Returns an authentication as a flow stores it: JSON of seconds since 1970, class and methods, some 35 bytes for what
 * Entra sends. So a session still fits into one write unit.
 */
export function authenticationText({ authenticatedAt, acr, amr = [] }: Authentication): string {
  const seconds = Math.floor(authenticatedAt.getTime() / 1_000);
  return JSON.stringify([seconds, acr === undefined ? 0 : shortClass(acr), amr.join(' ')]);
}

function shortClass(acr: string): string {
  const short = acr.slice(classNamespace.length);
  return acr.startsWith(classNamespace) && !short.startsWith('=') ? short : `=${acr}`;
}

function wholeClass(short: string): string {
  return short.startsWith('=') ? short.slice(1) : `${classNamespace}${short}`;
}

/** The schema of {@link authenticationText}. It returns the authentication. */
export const authenticationFromText = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.union([v.literal(0), v.string()]), v.string()]),
  v.transform(
    ([seconds, short, methods]): Authentication => ({
      authenticatedAt: new Date(seconds * 1_000),
      ...(short === 0 ? {} : { acr: wholeClass(short) }),
      ...(methods === '' ? {} : { amr: methods.split(' ') }),
    }),
  ),
);
