import { visibleText } from '../apps/visible-text.ts';

/** Thrown for text that cannot be a sign-in name or a display name. The message says why, in English. */
export class NameError extends Error {
  override readonly name = 'NameError';
}

/**
 * Returns a typed sign-in name. Only a distinguished name (`CN=B. Simon,O=Contoso`) may contain spaces: a line of prose
 * in an import file must not become a user.
 * @throws NameError
 */
export function parseSignInName(text: string): string {
  const name = parseName(text, 'A sign-in name');
  if (!/[\p{L}\p{N}]/u.test(name)) {
    throw new NameError(`A sign-in name needs a letter or a digit; ${quotedText(name)} has none.`);
  }
  if (/\s/.test(name) && !/^[A-Za-z][\w.-]*=/.test(name)) {
    throw new NameError(
      `A sign-in name has no spaces in it, as b.simon@contoso.com; ${quotedText(name)} has.`,
    );
  }
  return name;
}

/**
 * Returns a typed display name. Each run of white space becomes one space; white space at the ends is removed.
 * @throws NameError
 */
export function parseDisplayName(text: string): string {
  return parseName(text.replace(/\s+/g, ' ').trim(), 'A name');
}

function quotedText(name: string): string {
  return `"${name.length > 64 ? `${name.slice(0, 64)}…` : name}"`;
}

function parseName(text: string, what: string): string {
  if (text.length < 1 || text.length > 256) throw new NameError(`${what} has 1 to 256 characters.`);
  if (visibleText(text) !== text) {
    throw new NameError(
      `${what} has no spaces around it and no invisible characters in it: ${visibleText(text)}`,
    );
  }
  return text;
}
