import type { Problem } from './problem.ts';

const download =
  'In Entra: Single sign-on > SAML Certificates > Federation Metadata XML > Download, or App Federation Metadata Url.';

/** Why a document is no metadata to take a connection from, in one sentence each. */
const sentences = {
  'too-large': 'It is larger than the metadata of any one identity provider (512 KiB).',
  'not-readable': `It is not the kind of XML that Latchkey reads. ${download}`,
  'not-metadata': `It is XML, but not SAML metadata. ${download}`,
  'several-entities':
    'It describes several identity providers. Hand over the metadata of the one application alone.',
  'no-entity-id': 'Its entityID is missing or longer than 1,024 characters.',
  'no-identity-provider': `It describes no SAML identity provider (IDPSSODescriptor). ${download}`,
  'service-provider': `It describes a service provider, such as Latchkey itself, not the directory. ${download}`,
  'several-roles': 'It describes more than one SAML identity provider role.',
  'no-signing-key': 'It names no certificate that the directory signs with.',
  'certificate-malformed': 'One of its certificates is not base64.',
  'no-login-url': 'It names no address for an AuthnRequest by redirect (SingleSignOnService, HTTP-Redirect).',
} as const;

/** Stable: commands and pages go by it. */
export type IdpMetadataErrorCode = keyof typeof sentences;

/** A document that is no metadata of one identity provider. The message repeats no part of it. */
export class IdpMetadataError extends Error {
  override readonly name = 'IdpMetadataError';
  readonly code: IdpMetadataErrorCode;

  constructor(code: IdpMetadataErrorCode, problem?: Problem) {
    super(problem === undefined ? sentences[code] : `${sentences[code]} (${problem.code})`);
    this.code = code;
  }
}
