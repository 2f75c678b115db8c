import type {
  IdpMetadataErrorCode,
  TextPosition,
} from '../../../../federation-metadata/idp-metadata-error.ts';

const again = 'Download Federation Metadata XML again.';

/** What is wrong with metadata that an administrator uploaded, pasted or entered as a URL. */
export const metadataErrors: Readonly<Record<IdpMetadataErrorCode, string>> = {
  empty: `This file is empty. ${again}`,
  'too-large': 'This file is larger than 512 KiB. Choose the file that Federation Metadata XML downloads.',
  compressed: 'This is a compressed file. Unpack it, then choose the XML file inside.',
  'not-xml': 'This is not XML. Choose the file that Federation Metadata XML downloads.',
  'web-page':
    'This is a web page, perhaps a sign-in or error page. Download Federation Metadata XML, then choose that file.',
  'openid-configuration':
    'This is JSON, such as an OpenID Connect configuration. Download Federation Metadata XML (SAML) instead.',
  'certificate-instead':
    'This is a certificate, not metadata. Select Certificate above and enter it there, or download Federation Metadata XML.',
  'private-key-instead':
    'This contains a private key. We never need one and did not save it. Anyone who has seen it can sign for you: replace it, then download Federation Metadata XML.',
  'message-instead': 'This is a sign-in message, not metadata. Download Federation Metadata XML.',
  'not-metadata': 'This is XML, but not SAML metadata. Download Federation Metadata XML.',
  encoding:
    'Some characters of this file do not match the encoding that it declares. Save it as UTF-8, or download it again.',
  'copied-view':
    'There is text around or between the elements, as when a browser view or an e-mail is copied. Choose the file itself.',
  truncated: `This file ends in the middle. ${again}`,
  'document-type':
    'This file has a DOCTYPE, which we do not accept. Remove that line, or download the file again.',
  'entity-reference':
    'This file has an entity (&…;) that XML does not define. Replace it with the character, or download the file again.',
  'not-readable': `This file is damaged: it is not well-formed XML. ${again}`,
  'too-complex': 'This file has more parts than we accept. Choose the metadata of this one application.',
  'several-entities': 'This describes several directories. Choose the metadata of this one application.',
  'no-identity-provider':
    'This metadata describes no directory that signs people in with SAML 2.0. Download Federation Metadata XML.',
  'service-provider':
    'This is our own metadata, or another application’s. Choose the file that Entra offers.',
  'ws-federation-only':
    'This metadata is for WS-Federation only. Select SAML for the application, then download its metadata.',
  'several-roles':
    'This metadata describes more than one way to sign in. Download Federation Metadata XML of this application.',
  'no-entity-id': `The entityID in this metadata is missing or longer than 1,024 characters. ${again}`,
  'entity-id-blank':
    'The entityID in this metadata has a space, a line break or an invisible character in it. Correct it, then download the metadata again.',
  'valid-until-malformed': `The validUntil in this metadata is not a date and time. ${again}`,
  outdated: 'This metadata says that it is no longer valid (validUntil). Download it again.',
  'no-signing-key':
    'This metadata has no signing certificate. Check in Entra that one is active, then download Federation Metadata XML again.',
  'key-without-certificate':
    'This metadata has a signing key without its certificate. Select Certificate above, and enter it there.',
  'certificate-malformed': `A certificate in this metadata is damaged. ${again}`,
  'certificate-authority':
    'This metadata has the certificate of an authority, not the signing certificate of the directory. Add the signing certificate, then download the metadata again.',
  'too-many-keys': 'This metadata has more than 16 certificates. Remove those that are no longer used.',
  'no-login-url': `This metadata has no sign-in address. ${again}`,
  'login-url-post-only':
    'This metadata accepts sign-in requests by HTTP-POST only, but we send them by HTTP-Redirect. Turn on HTTP-Redirect, then download the metadata again.',
  'login-url-refused':
    'The sign-in address in this metadata must be an https:// URL without a password or #. Correct it, then download the metadata again.',
  'logout-url-refused':
    'The sign-out address in this metadata must be an https:// URL without a password or #. Correct it, then download the metadata again.',
};

/** The position of the error in the file. It follows the sentence. */
export const metadataErrorPosition = ({ line, column }: TextPosition): string =>
  ` (Line ${line}, column ${column}.)`;
