const download =
  'In Entra: Single sign-on > SAML Certificates > Federation Metadata XML > Download, or App Federation Metadata Url.';

/** Why a document yields no connection: what is wrong and what to do, in at most three sentences. */
const sentences = {
  // What it is.
  empty: `It is empty. ${download}`,
  'too-large':
    'It is larger than 512 KiB, the most that Latchkey reads. Ask for the metadata of one provider.',
  compressed: 'It is a compressed file. Unpack it and use the XML file inside.',
  'not-xml': `It is not XML. ${download}`,
  'web-page': 'It is a web page, perhaps a sign-in or error page. Download the metadata itself.',
  'openid-configuration':
    'It is JSON, such as an OpenID Connect configuration. Latchkey needs the SAML metadata.',
  'certificate-instead':
    'It is a certificate, not metadata. Use --certificate with --issuer and --login-url, or download the metadata.',
  'private-key-instead':
    'It holds a private key, which Latchkey never needs; nothing was kept of it. Replace that key, and download the metadata.',
  'message-instead': 'It is a SAML message, not metadata. Download the metadata of the identity provider.',
  'not-metadata': `It is XML, but not SAML metadata. ${download}`,
  // Its form.
  encoding: 'Its characters are not in the encoding that it declares. Save it as UTF-8.',
  'copied-view':
    'Text stands around or between its elements, as where a browser view or an e-mail was copied. Save the file itself.',
  truncated: 'It ends in the middle. Download it again, completely.',
  'document-type': 'It has a document type declaration (DOCTYPE), which Latchkey does not read. Remove it.',
  'entity-reference': 'It uses an entity (&…;) that XML does not define. Replace it by the character.',
  'not-readable': 'It is damaged: the XML is not well-formed. Download it again and do not edit it.',
  'too-complex':
    'It has more elements, levels or attributes than Latchkey reads. Ask for a shorter document.',
  // What it describes.
  'several-entities':
    'It describes several identity providers. Use the metadata of the one application alone.',
  'no-identity-provider': `It describes no SAML 2.0 identity provider (IDPSSODescriptor). ${download}`,
  'service-provider': `It describes a service provider, such as Latchkey itself, not the directory. ${download}`,
  'ws-federation-only':
    'It describes WS-Federation only. Turn on SAML 2.0 for the application and download its metadata.',
  'several-roles':
    'It describes more than one SAML identity provider role. Use the metadata of one application.',
  'no-entity-id': 'Its entityID is missing or longer than 1,024 characters.',
  'entity-id-blank':
    'Its entityID has a blank, line end or invisible character inside. Correct the entityID.',
  'valid-until-malformed':
    'Its validUntil is not a date and time, such as 2027-01-31T00:00:00Z. Ask its author to correct it.',
  outdated: 'Its validUntil is over. Ask for a new document.',
  // Its keys and addresses.
  'no-signing-key': 'It names no certificate that the directory signs with.',
  'key-without-certificate':
    'It names a signing key without its certificate (X509Certificate), which Latchkey needs.',
  'certificate-malformed': 'One of its certificates is not base64.',
  'certificate-authority':
    'Its signing certificate is that of a certificate authority, without the certificate that the directory signs with.',
  'too-many-keys': 'It names more than 16 signing certificates.',
  'no-login-url': 'It names no address for an AuthnRequest by redirect (SingleSignOnService, HTTP-Redirect).',
  'login-url-post-only':
    'It takes sign-in requests by HTTP-POST only; Latchkey sends them by HTTP-Redirect. Turn on HTTP-Redirect.',
  'login-url-refused': 'Its Login URL (SingleSignOnService) is not an https:// URL without password and #.',
  'logout-url-refused': 'Its Logout URL (SingleLogoutService) is not an https:// URL without password and #.',
} as const;

/** Stable: commands, pages, events and alarms use these codes. */
export type IdpMetadataErrorCode = keyof typeof sentences;

/** A place in a document; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Thrown for a document that yields no connection. The message repeats no part of it. */
export class IdpMetadataError extends Error {
  override readonly name = 'IdpMetadataError';
  readonly code: IdpMetadataErrorCode;
  /** Where the document's form is wrong. */
  readonly position: TextPosition | undefined;

  constructor(code: IdpMetadataErrorCode, position?: TextPosition) {
    const where = position === undefined ? '' : ` (Line ${position.line}, column ${position.column}.)`;
    super(`${sentences[code]}${where}`);
    this.code = code;
    this.position = position;
  }
}
