import type { EntraLabels } from '../entra-labels.ts';

const application = (name: string) => `Entra ID > Enterprise apps > ${name}`;
const singleSignOn = (name: string) => `${application(name)} > Single sign-on`;

/** The labels of the English portal. */
export const entraLabels = {
  theApplication: 'the application',
  pages: {
    basic: (name) => `${singleSignOn(name)} > Basic SAML Configuration`,
    certificates: (name) => `${singleSignOn(name)} > SAML Certificates`,
    claims: (name) => `${singleSignOn(name)} > Attributes & Claims`,
    conditionalAccess: () => 'Entra ID > Conditional Access > Policies',
    properties: (name) => `${application(name)} > Properties`,
    setUp: (name) => `${singleSignOn(name)} > Set up ${name}`,
    signInLogs: () => 'Entra ID > Monitoring & health > Sign-in logs',
    tokenEncryption: (name) => `${application(name)} > Token encryption`,
    usersAndGroups: (name) => `${application(name)} > Users and groups`,
  },
  fields: {
    addUser: 'Add user/group',
    deactivateEncryption: 'Deactivate token encryption certificate',
    grant: 'Grant',
    identifier: 'Identifier (Entity ID)',
    identityClaims: 'objectidentifier and tenantid',
    importCertificate: 'Import certificate',
    logoutUrl: 'Logout Url',
    makeActive: 'Make certificate active',
    nameId: 'Unique User Identifier (Name ID)',
    newCertificate: 'New Certificate',
    replyUrl: 'Reply URL (Assertion Consumer Service URL)',
    session: 'Session',
    signOnUrl: 'Sign on URL',
    signingAlgorithm: 'Signing Algorithm',
    signingOption: 'Signing Option',
  },
  choices: {
    activateEncryption: 'Activate token encryption certificate',
    asEntraSends: 'as Entra sends them: no transformation, both or neither',
    makeActive: 'Make certificate active',
    once: 'once',
    requireMultiFactor: 'Require multifactor authentication',
    signAssertion: 'Sign SAML assertion',
    signInEveryTime: 'Sign-in frequency: Every time',
    validCertificate: 'a certificate that is valid now',
  },
} as const satisfies EntraLabels;
