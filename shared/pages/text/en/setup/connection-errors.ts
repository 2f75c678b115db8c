import type { MetadataFetchErrorCode } from '../../../../federation-metadata/metadata-fetch-error.ts';
import type { AddressErrorCode } from '../../../../tenants/intake/address.ts';
import type { TrustedKeyErrorCode } from '../../../../tenants/keys/trusted-key-error.ts';
import { metadataErrorPosition, metadataErrors } from './metadata-errors.ts';

const addressErrors: Readonly<Record<AddressErrorCode, string>> = {
  'not-a-url': 'This is not a URL. Enter one that begins with https:// and has no spaces.',
  'not-https': 'This URL does not begin with https://. Enter one that does.',
  'password-or-fragment': 'This URL has a password or a #. Remove it with all that follows.',
  'issuer-too-long': 'This is longer than any Microsoft Entra Identifier. Copy the identifier again.',
  'issuer-not-visible':
    'This has a space, a line break or an invisible character in it. Copy the identifier again without it.',
  'issuer-without-slash': 'A Microsoft Entra Identifier ends with a slash. Copy all of it again.',
  'issuer-with-domain':
    'A Microsoft Entra Identifier has the directory’s ID, never a domain name. Copy it from Entra.',
  'own-address':
    'This is an address of this application, not of your directory. Sign-ins would go round in circles. Copy the value that Entra shows under Set up.',
};

const keyErrors: Readonly<Record<TrustedKeyErrorCode, string>> = {
  empty: 'This is empty. Download Certificate (Base64) again.',
  'too-large': 'This is larger than any certificate. Choose the file that Certificate (Base64) downloads.',
  'private-key':
    'This contains a private key. We never need one and did not save it. Anyone who has seen it can sign for you: replace it, then download Certificate (Base64).',
  'not-a-thumbprint':
    'This is not a thumbprint, which has 40 characters, 0 to 9 and A to F. Copy Thumbprint from SAML Certificates.',
  'not-a-certificate': 'This is not a certificate. Choose the file that Certificate (Base64) downloads.',
  'several-certificates': 'This contains several certificates. Enter only the active one.',
  'certificate-bundle':
    'This is a PKCS #7 file (.p7b) with a chain of certificates. Download Certificate (Base64), which is a .cer file.',
  'pem-lines':
    'The BEGIN and END lines of this certificate do not match. Keep one BEGIN line before it and one END line after it.',
  'certificate-in-xml':
    'This is a certificate inside XML. Copy only the characters between the tags, or download Certificate (Base64).',
  'metadata-instead': 'This is metadata, not a certificate. Select Metadata file above, and enter it there.',
  'trailing-bytes': 'There is more data after the certificate. Enter only the certificate.',
  'not-rsa': 'This certificate has no RSA key. Create a new certificate in Entra.',
  'weak-exponent':
    'Signatures of this certificate can be forged: its RSA key has an unsafe exponent. Create a new certificate in Entra.',
  'weak-key': 'The key of this certificate is too short. Create a new certificate in Entra.',
};

const fetchErrors: Readonly<Record<MetadataFetchErrorCode, string>> = {
  'url-refused':
    'We do not fetch this kind of URL. Copy App Federation Metadata Url with the button beside it.',
  'host-not-allowed':
    'We do not fetch metadata from this host. Copy App Federation Metadata Url, or select Metadata file above.',
  'address-not-public':
    'This address is not public. Copy App Federation Metadata Url, or select Metadata file above.',
  redirected: 'This address redirects to another one. Copy App Federation Metadata Url again.',
  'too-large':
    'The file at this address is larger than any metadata. Copy App Federation Metadata Url again.',
  encoded:
    'The file at this address cannot be read. Copy App Federation Metadata Url again, or select Metadata file above.',
  status: 'The directory has no metadata at this address. Copy App Federation Metadata Url again.',
  unreachable: 'We could not reach the directory. Try again in a moment, or select Metadata file above.',
  timeout: 'The directory did not answer in time. Try again, or select Metadata file above.',
};

/** Errors of the form itself. */
const formErrors = {
  'url-missing': 'Enter the App Federation Metadata Url.',
  'document-missing': 'Choose the file, or paste its content.',
  'issuer-missing': 'Enter the Microsoft Entra Identifier.',
  'login-url-missing': 'Enter the Login URL.',
  'certificate-missing': 'Choose the file, or paste its content.',
  'thumbprint-missing': 'Enter the thumbprint.',
  'too-many-keys': 'These are more certificates than a connection can have. Enter only the active one.',
  'other-issuer':
    'This metadata belongs to a different directory. To switch directories, ask for a new set-up link.',
  'other-application':
    'This metadata belongs to a different application. Copy App Federation Metadata Url of the application that people sign in with. To switch applications, ask for a new set-up link.',
  'claim-malformed':
    'This is not the name of a claim. A name has at most 256 characters, without spaces or accents. Copy it from the attributes that your directory sends.',
  'claim-of-entra':
    'Your directory is Microsoft Entra ID, which needs no claim here. Leave this field empty.',
  'no-new-key':
    'There is no new certificate in this. Create one in Entra (New Certificate, then Save), and enter the one that is Inactive. Metadata shows it after a few minutes.',
  'retired-key':
    'This certificate was retired and is no longer trusted. Create a new one in Entra, or contact support.',
};

/** Why the form of the step was refused. */
export type FormErrorCode = keyof typeof formErrors;

/** What stands beside a field that was refused, by what refused it. */
export const connectionErrors = {
  address: addressErrors,
  key: keyErrors,
  metadata: metadataErrors,
  metadataPosition: metadataErrorPosition,
  fetch: fetchErrors,
  form: formErrors,
};
