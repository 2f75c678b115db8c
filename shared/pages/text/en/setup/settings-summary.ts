import { html } from 'hono/html';
import type {
  ConnectionWarning,
  ConnectionWarningCode,
} from '../../../../tenants/intake/connection-warnings.ts';
import type { Markup } from '../../../markup.ts';

const warnings: Readonly<Record<ConnectionWarningCode, (facts: ConnectionWarning['facts']) => string>> = {
  'issuer-is-login-host': ({ host }) =>
    `The Microsoft Entra Identifier is at ${host}, where people sign in. Entra’s identifiers begin with https://sts.windows.net/.`,
  'issuer-not-a-url': ({ issuer }) =>
    `The identifier ${issuer} is not a URL. A Microsoft Entra Identifier is one: https://sts.windows.net/…/. Continue if a directory other than Entra uses this identifier.`,
  'issuer-without-slash': ({ issuer }) => `The Microsoft Entra Identifier ends with a slash: ${issuer}/`,
  'login-url-is-issuer': () =>
    'The Login URL is the Microsoft Entra Identifier, where people cannot sign in. Copy Login URL from Set up.',
  'login-url-is-my-apps': ({ host }) =>
    `The Login URL is a page of My Apps (${host}), which cannot answer our sign-in requests. Copy Login URL from Set up.`,
  'login-url-not-of-microsoft': ({ host }) =>
    `The Microsoft Entra Identifier is Entra’s, but the Login URL is at ${host}, which is not a sign-in address of Microsoft. Copy both from Set up.`,
  'login-url-of-any-directory': ({ directory }) =>
    `The Login URL is for every directory (/${directory}/). Copy the one with your directory’s ID.`,
  'login-url-with-domain': ({ domain }) =>
    `The Login URL has the domain ${domain} instead of the directory’s ID. A domain can move to another directory. Copy Login URL from Set up.`,
  'login-url-not-saml': ({ path }) =>
    `The Login URL does not lead to SAML: its path is ${path}. Entra’s ends with /saml2.`,
  'login-url-of-other-directory': ({ ours, theirs }) =>
    `The Login URL is of directory ${theirs}, the Microsoft Entra Identifier of ${ours}.`,
  'logout-url-of-other-directory': ({ ours, theirs }) =>
    `The Logout URL is of directory ${theirs}, the Microsoft Entra Identifier of ${ours}.`,
  'metadata-url-of-other-directory': ({ ours, theirs }) =>
    `The metadata URL is of directory ${theirs}, the Microsoft Entra Identifier of ${ours}.`,
  'metadata-url-without-appid': () =>
    'The metadata URL names no application (appid). It lists the certificates of the directory, not of this application. Copy App Federation Metadata Url.',
  'signed-requests-of-instance': () =>
    'Our requests are signed, but the Login URL ends with an ID after /saml2/, where Entra refuses signed requests. Use the Login URL without that ID, or ask us for unsigned requests.',
  'recognised-by-name': () =>
    'We can recognise people only by their sign-in name, which can change or pass to another person. Select Change values and enter a claim that never changes for a person.',
  'identity-claim-replaced': ({ before, after }) =>
    `We recognise people by ${before} today. With ${after}, people who have signed in before are refused until we link them again. Contact support before you activate this.`,
  'certificate-expired': ({ thumbprint, day }) =>
    `Certificate ${thumbprint} expired on ${day}. Sign-ins with it are refused. Create a new one in Entra.`,
  'certificate-expires-soon': ({ thumbprint, day, days }) =>
    `Certificate ${thumbprint} expires on ${day}, in ${days} ${days === '1' ? 'day' : 'days'}. Renew it in time.`,
  'certificate-not-yet-valid': ({ thumbprint, day }) =>
    `Certificate ${thumbprint} is valid from ${day}. Sign-ins with it are refused until then.`,
};

/** The settings of a connection, for comparison with Entra, and their warnings. */
export const summaryTexts = {
  directory: 'Directory (tenant) ID',
  noDirectory: 'not known',
  certificate: (number: number, count: number) =>
    count === 1 ? 'Certificate' : `Certificate ${number} of ${count}`,
  notSeenYet: 'We receive the certificate with the first sign-in.',
  validUntil: 'Valid until',
  expiredOn: 'Expired on',
  sha1: 'Thumbprint (SHA-1, as Entra shows it)',
  sha256: 'Thumbprint (SHA-256)',
  signing: 'Signs sign-ins',
  unproven: 'Not yet. Sign-ins with it work as soon as you make it active in Entra.',
  provenSince: (time: Markup) => html`Yes, for the first time on ${time}.`,
  /** Marks a certificate that a renewal adds. */
  isNew: 'New',
  warnings: 'Check these warnings first',
  warning: (code: keyof typeof warnings, facts: ConnectionWarning['facts']) => warnings[code](facts),
};
