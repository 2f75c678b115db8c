import type { Attributes } from '../saml/inbound/assertion/attributes.ts';

/** The attribute in which Entra and AD FS say how a person proved who they are. */
export const authenticationMethodsAttribute = 'http://schemas.microsoft.com/claims/authnmethodsreferences';

/** The value of it, and the AuthnContextClassRef, by which Microsoft says that there were several factors. */
const multipleAuthn = 'http://schemas.microsoft.com/claims/multipleauthn';

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
const methods2008 = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/';
const methods2012 = 'http://schemas.microsoft.com/ws/2012/12/authmethod/';

/** Microsoft's names of methods that say the same as a name of RFC 8176; every other one is left out. */
const names: Readonly<Record<string, AuthenticationMethod>> = {
  [multipleAuthn]: 'mfa',
  [`${methods2008}password`]: 'pwd',
  [`${classes}Password`]: 'pwd',
  [`${classes}PasswordProtectedTransport`]: 'pwd',
  [`${methods2008}windows`]: 'wia',
  'urn:federation:authentication:windows': 'wia',
  [`${methods2008}smartcard`]: 'sc',
  // A certificate proves that the person has its key. Where the key is kept, the directory does not say.
  [`${methods2008}x509`]: 'pop',
  [`${methods2008}tlsclient`]: 'pop',
  [`${classes}X509`]: 'pop',
  [`${classes}TLSClient`]: 'pop',
  [`${methods2012}otp`]: 'otp',
  [`${methods2012}phoneappotp`]: 'otp',
  [`${methods2012}smsotp`]: 'sms',
  [`${methods2012}phoneconfirmation`]: 'tel',
};

/**
 * A method as applications get it in `amr`: a name that RFC 8176 registers, of those that Microsoft's values map to.
 * @see https://www.rfc-editor.org/rfc/rfc8176#section-2
 */
export type AuthenticationMethod = (typeof authenticationMethods)[number];

/** Every {@link AuthenticationMethod}, in the order in which `amr` has them. Stored flows hold their names. */
export const authenticationMethods = ['pwd', 'wia', 'sc', 'pop', 'otp', 'sms', 'tel', 'mfa'] as const;

/**
 * The AuthnContextClassRefs that mean several factors by their own definitions: Microsoft's, the REFEDS MFA profile, and
 * those of SAML whose text says "two-factor" (SAML Authentication Context 3.4.7, 3.4.8, 3.4.12).
 */
const multiFactorClasses: ReadonlySet<string> = new Set([
  multipleAuthn,
  'https://refeds.org/profile/mfa',
  `${classes}MobileTwoFactorContract`,
  `${classes}MobileTwoFactorUnregistered`,
  `${classes}SmartcardPKI`,
]);

/** Returns whether an AuthnContextClassRef means several factors. */
export function isMultiFactorClass(authnContextClassRef: string): boolean {
  return multiFactorClasses.has(authnContextClassRef);
}

/**
 * Returns the methods that a directory names, each once. `mfa` stands there exactly if the directory says so: by the
 * attribute, or by a class that means several factors. Two methods alone are no such statement. An unknown value is left
 * out, because an application could take its meaning from nowhere. Pure; the time is proportional to the message.
 */
export function authenticationMethodsOf(
  attributes: Attributes,
  authnContextClassRef: string | undefined,
): readonly AuthenticationMethod[] {
  const named = new Set(
    (attributes.get(authenticationMethodsAttribute) ?? []).map((value) => names[value.trim()]),
  );
  if (authnContextClassRef !== undefined && isMultiFactorClass(authnContextClassRef)) named.add('mfa');
  return authenticationMethods.filter((method) => named.has(method));
}
