import { Buffer } from 'node:buffer';
import { defined } from '../../shared/objects/defined.ts';
import type { SessionAnswer } from '../../shared/sign-in/session-answer.ts';
import { longestForwardedName } from './constants.ts';

/** The header in which a proxy says which address the visitor asked for: path and query as sent. */
export const returnToHeader = 'latchkey-return-to';

/** The header of an answer 401 that has the Sign-on URL for that address. */
export const signOnHeader = 'latchkey-sign-on';

/**
 * Returns the person as headers that a proxy in front of the application can copy, each of visible ASCII alone: no
 * value of a directory can end a header or begin another. Names are percent-encoded UTF-8 (`decodeURIComponent`), claims
 * are base64url of their JSON. A name of more than {@link longestForwardedName} bytes is left out; claims never are.
 */
export function forwardedHeaders({
  app,
  tenant,
  user,
  claims,
}: SessionAnswer): Readonly<Record<string, string>> {
  return defined({
    'latchkey-app': app,
    'latchkey-tenant': tenant,
    'latchkey-user': user.id,
    'latchkey-name': encodedName(user.signInName),
    'latchkey-display-name': encodedName(user.displayName),
    'latchkey-administrator': user.administrator && 'true',
    'latchkey-claims': claims && Buffer.from(JSON.stringify(claims)).toString('base64url'),
  });
}

/** A lone surrogate, which UTF-8 cannot say, becomes U+FFFD. */
function encodedName(name: string | undefined): string | undefined {
  const encoded = encodeURIComponent((name ?? '').toWellFormed());
  return encoded !== '' && encoded.length <= longestForwardedName ? encoded : undefined;
}
