import { html } from 'hono/html';
import { connectionErrors } from './connection-errors.ts';

/** Step 3: entering Entra's values in one of three ways, and reviewing them. */
export const connectionTexts = {
  intro: 'Use one of these three ways. With the metadata URL, we also find new certificates automatically.',
  titleRenewal: 'Renew the certificate',
  introRenewal:
    'Create the new certificate in Entra and enter it here. After the last step here, activate it in Entra. Until then, sign-ins use the current certificate.',
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
    heading: 'Enter the metadata URL',
    help: html`In <b>SAML Certificates</b>, copy <b>App Federation Metadata Url</b> with the button beside it.`,
  },
  byDocument: {
    heading: 'Upload the metadata file',
    help: html`In <b>SAML Certificates</b>, select <b>Download</b> at <b>Federation Metadata XML</b>.`,
    paste: 'Or paste the content of the file',
  },
  byValues: {
    heading: 'Enter each value',
    help: (appName: string) =>
      html`Copy <b>Login URL</b>, <b>Microsoft Entra Identifier</b> and <b>Logout URL</b> from <b>Set up ${appName}</b>.`,
    certificateHelp: html`In <b>SAML Certificates</b>, select <b>Download</b> at <b>Certificate (Base64)</b>.`,
    paste: 'Or paste the content of the file',
    thumbprintHelp: 'Enter this only if you do not have the file.',
  },
  identityClaim: {
    summary: 'Your directory is not Microsoft Entra ID?',
    help: 'Enter an attribute that your directory sends with every sign-in and that never changes for a person: user.id in Okta, objectGUID in AD FS. For a persistent NameID, enter persistent-name-id. Without it, we recognise people by their sign-in name, which can change or pass to another person.',
  },
  review: 'Review',
  current: 'Current values',
  currentHelp: 'To change them, enter new values below.',
  currentHelpRenewal: 'These values do not change. The new certificate is added to them.',
  errors: connectionErrors,
  errorSummary: 'Nothing was saved. Correct the marked fields.',
  chooseFileAgain: 'Choose the file again.',
  reviewPage: {
    title: 'Review the values',
    nothingSaved: 'Nothing is saved yet.',
    save: 'Save these values',
    change: 'Change values',
  },
};
