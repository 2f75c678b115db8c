import { html } from 'hono/html';
import type { MetadataFetchErrorCode } from '../../../federation-metadata/metadata-fetch-error.ts';
import type { AddressErrorCode } from '../../../tenants/intake/address.ts';
import type {
  ConnectionWarning,
  ConnectionWarningCode,
} from '../../../tenants/intake/connection-warnings.ts';
import type { TrustedKeyErrorCode } from '../../../tenants/keys/trusted-key-error.ts';
import { metadataErrors, metadataPlace } from './setup-metadata.ts';

const addressErrors: Readonly<Record<AddressErrorCode, string>> = {
  'not-a-url': 'This is not a URL. It begins with https:// and has no blanks in it.',
  'not-https': 'It must begin with https://.',
  'password-or-fragment': 'It must hold no password and no # with what follows.',
  'issuer-too-long': 'This is longer than any Microsoft Entra Identifier. Copy it once more.',
  'issuer-not-visible':
    'This has a blank, a line end or an invisible character in it. Copy the identifier again, without them.',
  'issuer-without-slash': 'A Microsoft Entra Identifier ends with a slash. Copy it once more, whole.',
  'issuer-with-domain':
    'A Microsoft Entra Identifier has the directory’s id, never a domain name. Copy it from Entra.',
  'own-address':
    'This is an address of this application, not of your directory: sign-ins would go round in circles. Copy the value that Entra shows under Set up.',
};

const keyErrors: Readonly<Record<TrustedKeyErrorCode, string>> = {
  empty: 'There is nothing in it. Download Certificate (Base64) once more.',
  'too-large': 'This is larger than any certificate. Choose the file that Certificate (Base64) downloads.',
  'private-key':
    'This holds a private key. We never need one and kept nothing of it; whoever has seen it can sign for you, so replace it. Download Certificate (Base64) instead.',
  'not-a-thumbprint':
    'This is not a thumbprint. It has 40 characters, 0 to 9 and A to F, and stands in SAML Certificates as Thumbprint.',
  'not-a-certificate': 'This is not a certificate. Choose the file that Certificate (Base64) downloads.',
  'several-certificates': 'This holds several certificates. Hand over the active one alone.',
  'certificate-bundle':
    'This is a PKCS #7 file (.p7b), which holds a chain of certificates. Download Certificate (Base64), which is a .cer file.',
  'pem-lines':
    'The BEGIN and END lines around this certificate do not match. Keep one BEGIN line before it and one END line after it.',
  'certificate-in-xml':
    'This is XML around a certificate. Copy only the characters between the tags, or download Certificate (Base64).',
  'metadata-instead': 'This is metadata, not a certificate. Choose it above, under Federation Metadata XML.',
  'trailing-bytes': 'There is something after the certificate. Hand it over alone.',
  'not-rsa': 'This certificate has no RSA key. Entra’s own have one: create a new certificate in Entra.',
  'weak-exponent':
    'Anybody can forge signatures of this certificate: its RSA key has an unsafe exponent. Create a new certificate in Entra.',
  'weak-key': 'The key of this certificate is too short to be trusted. Create a new certificate in Entra.',
};

const fetchErrors: Readonly<Record<MetadataFetchErrorCode, string>> = {
  'url-refused':
    'This is not a URL that we fetch. Copy App Federation Metadata Url with the button beside it.',
  'host-not-allowed':
    'This is no address that we fetch metadata from; Microsoft’s own are. Copy App Federation Metadata Url, or hand the file over below.',
  'address-not-public':
    'This address is not a public one. Copy App Federation Metadata Url, or hand the file over below.',
  redirected: 'This address leads on to another one. Copy App Federation Metadata Url once more.',
  'too-large': 'What stands there is larger than any metadata. Copy App Federation Metadata Url once more.',
  encoded:
    'What stands there cannot be read. Copy App Federation Metadata Url once more, or hand the file over below.',
  status: 'The directory knows no such metadata. Copy App Federation Metadata Url once more.',
  unreachable: 'The directory could not be reached. Try again in a moment, or hand the file over below.',
  timeout: 'The directory did not answer in time. Try again, or hand the file over below.',
};

/** Errors of the form itself. */
const formErrors = {
  'url-missing': 'Enter the App Federation Metadata Url.',
  'document-missing': 'Choose the file, or paste what is in it.',
  'issuer-missing': 'Enter the Microsoft Entra Identifier.',
  'login-url-missing': 'Enter the Login URL.',
  'key-missing': 'Hand over the certificate, or its thumbprint.',
  'too-many-keys':
    'These are more certificates than we keep for one connection. Hand over the active one alone.',
  'other-issuer':
    'This is of another directory than the one that people sign in from. Ask for a link to set up anew if that is meant.',
  'other-application':
    'This is the metadata of another application than the one that people sign in by. Copy App Federation Metadata Url of that one. To change the application, ask for a set-up link.',
  'claim-malformed':
    'This is not the name of a claim. One has at most 256 characters, without blanks or accents. Copy the name from the attributes that your directory sends.',
  'claim-of-entra':
    'This directory is Microsoft Entra ID, which identifies people by itself. Leave this field empty.',
  'retired-key':
    'This certificate was retired and is not trusted any more. Create a new one in Entra, or ask support.',
};

/** What stands beside a field that was not taken. */
export type FormErrorCode = keyof typeof formErrors;

const warnings: Readonly<Record<ConnectionWarningCode, (facts: ConnectionWarning['facts']) => string>> = {
  'issuer-is-login-host': ({ host }) =>
    `The Microsoft Entra Identifier is at ${host}, where people sign in. Entra’s begin with https://sts.windows.net/.`,
  'issuer-not-a-url': ({ issuer }) =>
    `The identifier ${issuer} is not a URL. A Microsoft Entra Identifier is one: https://sts.windows.net/…/. Go on if another directory uses this identifier.`,
  'issuer-without-slash': ({ issuer }) => `The Microsoft Entra Identifier ends with a slash: ${issuer}/`,
  'login-url-is-issuer': () => 'The Login URL is the Microsoft Entra Identifier: nobody can sign in there.',
  'login-url-is-my-apps': ({ host }) =>
    `The Login URL is a page of My Apps (${host}), which cannot answer our sign-in requests. Copy Login URL from Set up.`,
  'login-url-not-of-microsoft': ({ host }) =>
    `The Microsoft Entra Identifier is Entra’s, but the Login URL is at ${host}, which is no sign-in address of Microsoft. Copy both from Set up.`,
  'login-url-of-any-directory': ({ directory }) =>
    `The Login URL is for every directory (/${directory}/). Copy the one with your directory’s id.`,
  'login-url-with-domain': ({ domain }) =>
    `The Login URL names the domain ${domain} instead of the directory’s id. A domain can move to another directory: copy Login URL from Set up.`,
  'login-url-not-saml': ({ path }) =>
    `The Login URL does not lead to SAML: its path is ${path}. Entra’s ends with /saml2.`,
  'login-url-of-other-directory': ({ ours, theirs }) =>
    `The Login URL is of directory ${theirs}, the Microsoft Entra Identifier of ${ours}.`,
  'logout-url-of-other-directory': ({ ours, theirs }) =>
    `The Logout URL is of directory ${theirs}, the Microsoft Entra Identifier of ${ours}.`,
  'metadata-url-of-other-directory': ({ ours, theirs }) =>
    `The metadata URL is of directory ${theirs}, the Microsoft Entra Identifier of ${ours}.`,
  'metadata-url-without-appid': () =>
    'The metadata URL names no application (appid), so it lists the keys of the directory and not those of this application. Copy App Federation Metadata Url.',
  'signed-requests-of-instance': () =>
    'Our requests to you are signed, and the Login URL ends with an id behind /saml2/: Entra refuses signed requests there. Use the Login URL without that id, or ask us for requests without a signature.',
  'recognised-by-name': () =>
    'We can recognise people only by their sign-in name, which can change or pass to somebody else. Select Change them and name a claim that never changes for a person.',
  'identity-claim-replaced': ({ before, after }) =>
    `We recognise people by ${before} today. With ${after}, those who have signed in before are refused until we link them again. Contact support before you activate this.`,
  'certificate-expired': ({ thumbprint, day }) =>
    `Certificate ${thumbprint} expired on ${day}: sign-ins with it are refused. Create a new one in Entra.`,
  'certificate-expires-soon': ({ thumbprint, day, days }) =>
    `Certificate ${thumbprint} expires on ${day}, in ${days} ${days === '1' ? 'day' : 'days'}. Renew it in time.`,
  'certificate-not-yet-valid': ({ thumbprint, day }) =>
    `Certificate ${thumbprint} is valid from ${day} on: sign-ins with it are refused until then.`,
};

/** The step in which Entra's values are handed over, and the look at what was understood. */
export const setupConnectionTexts = {
  connection: {
    intro: 'Any one of these three ways is enough. The first also tells us of new certificates.',
    titleRenewal: 'Renew the certificate',
    introRenewal:
      'Create the new certificate in Entra, hand it over here, and make it active in Entra after the last step. Until then the present one goes on working.',
    /** Entra's own labels, as the portal writes them. */
    labels: {
      metadataUrl: 'App Federation Metadata Url',
      document: 'Federation Metadata XML',
      issuer: 'Microsoft Entra Identifier',
      loginUrl: 'Login URL',
      logoutUrl: 'Logout URL',
      certificate: 'Certificate (Base64)',
      thumbprint: 'Thumbprint',
      identityClaim: 'Claim that identifies people',
    },
    optional: 'optional',
    byUrl: {
      heading: 'By the metadata URL',
      help: html`In <b>SAML Certificates</b>, copy <b>App Federation Metadata Url</b> with the button beside it.`,
    },
    byDocument: {
      heading: 'By the metadata file',
      help: html`In <b>SAML Certificates</b>, select <b>Download</b> at <b>Federation Metadata XML</b>.`,
      paste: 'Or paste what is in the file',
    },
    byValues: {
      heading: 'Value by value',
      help: (appName: string) =>
        html`<b>Login URL</b>, <b>Microsoft Entra Identifier</b> and <b>Logout URL</b> stand in <b>Set up ${appName}</b>.`,
      certificateHelp: html`In <b>SAML Certificates</b>, select <b>Download</b> at <b>Certificate (Base64)</b>.`,
      paste: 'Or paste what is in the file',
      thumbprintHelp: 'Instead of the file, if you have nothing else. The file is better.',
    },
    identityClaim: {
      summary: 'Your directory is not Microsoft Entra ID?',
      help: 'Name an attribute that your directory sends with every sign-in and that never changes for a person: user.id in Okta, objectGUID in AD FS. For a persistent NameID, enter persistent-name-id. Without it we recognise people by their sign-in name, which can change or pass to somebody else.',
    },
    look: 'Look at it',
    kept: 'What we have',
    keptHelp: 'To change it, hand over something else below.',
    keptHelpRenewal: 'All of it stays as it is; the new certificate comes beside it.',
    errors: {
      address: addressErrors,
      key: keyErrors,
      metadata: metadataErrors,
      /** Where in the metadata it is. */
      place: metadataPlace,
      fetch: fetchErrors,
      form: formErrors,
    },
    errorSummary: 'Something here needs another look. Nothing was kept.',
    chooseFileAgain: 'Choose the file once more.',
  },
  preview: {
    title: 'Is this right?',
    heading: 'This is what we understood',
    nothingKept: 'Nothing is kept yet.',
    directory: 'Directory (tenant) ID',
    noDirectory: 'none that we can tell',
    certificate: (number: number, count: number) =>
      count === 1 ? 'Certificate' : `Certificate ${number} of ${count}`,
    subject: 'Subject',
    validUntil: 'Valid until',
    sha1: 'Thumbprint (SHA-1, as Entra shows it)',
    sha256: 'Thumbprint (SHA-256)',
    signing: 'Signs sign-ins',
    unproven: 'Not yet. Sign-ins work with it as soon as you make it active in Entra.',
    notSeenYet: 'The certificate itself comes with the first sign-in.',
    warnings: 'Look at this first',
    warning: (code: keyof typeof warnings, facts: ConnectionWarning['facts']) => warnings[code](facts),
    keep: 'Keep these values',
    change: 'Change them',
  },
};
