import { entraLabels } from '../entra.ts';

const { fields } = entraLabels;

/** The drawn pages of the Entra admin center: its own labels, as the portal writes them. */
export const picturesTexts = {
  /** Replaces a picture for people who do not see it. */
  alternative: (page: string, marked: readonly string[]) =>
    `Drawing of the page ${page} in Entra. Marked: ${marked.map((label, index) => `${index + 1}. ${label}`).join('; ')}.`,
  gallery: {
    apps: 'Enterprise apps',
    newApplication: 'New application',
    title: 'Add from the gallery',
    search: 'Search application',
    create: 'Create',
  },
  basic: {
    title: 'Basic SAML Configuration',
    edit: 'Edit',
    identifier: fields.identifier as string,
    replyUrl: fields.replyUrl as string,
    signOnUrl: fields.signOnUrl as string,
    logoutUrl: 'Logout Url (Optional)',
  },
  certificates: {
    title: 'SAML Certificates',
    signingTitle: 'SAML Signing Certificate',
    thumbprint: 'Thumbprint',
    metadataUrl: 'App Federation Metadata Url',
    certificate: 'Certificate (Base64)',
    metadataFile: 'Federation Metadata XML',
    download: 'Download',
  },
  setUp: {
    title: (appName: string) => `Set up ${appName}`,
    loginUrl: 'Login URL',
    issuer: 'Microsoft Entra Identifier',
    logoutUrl: 'Logout URL',
  },
  people: {
    title: 'Users and groups',
    add: fields.addUser as string,
    addAssignment: 'Add Assignment',
    users: 'Users and groups',
    noneSelected: 'None Selected',
    assign: 'Assign',
  },
  makeActive: {
    active: 'Active',
    inactive: 'Inactive',
    menu: fields.makeActive as string,
  },
};
