import { html } from 'hono/html';
import { connectionErrors } from './connection-errors.ts';

/** Step 3: entering Entra's values in one of three ways, and reviewing them. */
export const connectionTexts = {
  intro:
    'Copy what Entra shows for the application. The metadata URL is one value instead of four, and with it we find new certificates by ourselves.',
  titleRenewal: 'Renew the certificate',
  introRenewal:
    'In Entra, select New Certificate in SAML Certificates, then Save. Leave it inactive, and enter it here. After the last step here, make it active in Entra. Until then, sign-ins use the current certificate.',
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
  methods: {
    label: 'How you enter the values',
    recommended: 'recommended',
    names: {
      thumbprint: 'Thumbprint',
      certificate: 'Certificate',
      'metadata-url': 'Metadata URL',
      'metadata-file': 'Metadata file',
    },
  },
  headings: {
    thumbprint: 'Enter the thumbprint and the URLs',
    certificate: 'Enter the certificate and the URLs',
    'metadata-url': 'Enter the metadata URL',
    'metadata-file': 'Upload the metadata file',
  },
  renewalHeadings: {
    thumbprint: 'Enter the new thumbprint',
    certificate: 'Upload the new certificate',
    'metadata-url': 'Read the new certificate from the metadata URL',
    'metadata-file': 'Upload the metadata file',
  },
  byUrl: {
    help: html`In <b>SAML Certificates</b>, copy <b>App Federation Metadata Url</b> with the button beside it.`,
    helpRenewal: 'We know the address and read the new certificate from there. There is nothing to copy.',
  },
  byDocument: {
    help: html`In <b>SAML Certificates</b>, select <b>Download</b> at <b>Federation Metadata XML</b>.`,
    paste: 'Or paste the content of the file',
  },
  byValues: {
    help: (appName: string) =>
      html`Copy <b>Login URL</b>, <b>Microsoft Entra Identifier</b> and <b>Logout URL</b> from <b>Set up ${appName}</b>.`,
    certificateHelp: html`In <b>SAML Certificates</b>, select <b>Download</b> at <b>Certificate (Base64)</b>.`,
    /** The page itself shows the active certificate: only the list behind Edit has the new one. */
    certificateHelpRenewal: html`In <b>SAML Certificates</b>, select <b>Edit</b>. At the new certificate, which is <b>Inactive</b>, open the menu (<b>…</b>) and select <b>Base64 certificate download</b>.`,
    paste: 'Or paste the content of the file',
    thumbprintHelp: html`In <b>SAML Certificates</b>, copy <b>Thumbprint</b> with the button beside it.`,
    thumbprintHelpRenewal: html`In <b>SAML Certificates</b>, select <b>Edit</b>, and copy the thumbprint of the new certificate, which is <b>Inactive</b>. The page before it shows the current one.`,
    thumbprintForm: '40 characters: 0 to 9 and A to F.',
  },
  identityClaim: {
    summary: 'Your directory is not Microsoft Entra ID?',
    help: 'Enter an attribute that your directory sends with every sign-in and that never changes for a person: user.id in Okta, objectGUID in AD FS. For a persistent NameID, enter persistent-name-id. Without it, we recognise people by their sign-in name, which can change or pass to another person.',
  },
  review: 'Review',
  current: 'Current values',
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
