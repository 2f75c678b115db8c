import type { HashName } from '../../fixtures/signature.ts';

/** How one identity provider writes a Signature. */
export interface SignatureStyle {
  /** Prefix of XML Signature's namespace; empty for a default namespace. */
  readonly prefix: string;
  /** What stands between the elements of a Signature. Default nothing. */
  readonly between?: string;
  readonly hash?: HashName;
  /** Canonical form of SignedInfo. Default `exclusive`. */
  readonly canonicalization?: 'exclusive' | 'inclusive';
  /** PrefixList of the exc-c14n transform; none by default. */
  readonly prefixList?: string;
  /** What ends each line of 76 base64 characters. Default: one line. */
  readonly wrap?: string;
  /** The KeyInfo element of a certificate in base64. Default: none. */
  readonly keyInfo?: (certificate: string) => string;
}

/** How one identity provider writes: its unsigned Response for TimeTrack's tenant acme, and its Signature. */
export interface Style {
  readonly name: string;
  readonly response: string;
  readonly signature: SignatureStyle;
}

/** Namespace names of SAML 2.0 and of what stands in it. */
export const names = {
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xs: 'http://www.w3.org/2001/XMLSchema',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  success: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  bearer: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
} as const;
