import type { EntraLabels } from '../entra-labels.ts';

const application = (name: string) => `Entra ID > Unternehmens-Apps > ${name}`;
const singleSignOn = (name: string) => `${application(name)} > Einmaliges Anmelden`;

/** The labels of the German portal. Where one is not certain, use the English one: a wrong label cannot be found. */
export const entraLabels = {
  theApplication: 'die Anwendung',
  pages: {
    basic: (name) => `${singleSignOn(name)} > Grundlegende SAML-Konfiguration`,
    certificates: (name) => `${singleSignOn(name)} > SAML-Zertifikate`,
    claims: (name) => `${singleSignOn(name)} > Attribute & Ansprüche`,
    conditionalAccess: () => 'Entra ID > Bedingter Zugriff > Richtlinien',
    properties: (name) => `${application(name)} > Eigenschaften`,
    setUp: (name) => `${singleSignOn(name)} > ${name} einrichten`,
    signInLogs: () => 'Entra ID > Überwachung und Integrität > Anmeldeprotokolle',
    tokenEncryption: (name) => `${application(name)} > Tokenverschlüsselung`,
    usersAndGroups: (name) => `${application(name)} > Benutzer und Gruppen`,
  },
  fields: {
    addUser: 'Benutzer/Gruppe hinzufügen',
    deactivateEncryption: 'Tokenverschlüsselung deaktivieren',
    grant: 'Gewähren',
    identifier: 'Bezeichner (Entitäts-ID)',
    identityClaims: 'objectidentifier und tenantid',
    importCertificate: 'Zertifikat importieren',
    logoutUrl: 'Abmelde-URL',
    makeActive: 'Zertifikat als aktiv festlegen',
    nameId: 'Eindeutiger Benutzerbezeichner (Namens-ID)',
    newCertificate: 'Neues Zertifikat',
    replyUrl: 'Antwort-URL (Assertionsverbraucherdienst-URL)',
    session: 'Sitzung',
    signOnUrl: 'Anmelde-URL',
    signingAlgorithm: 'Signaturalgorithmus',
    signingOption: 'Signaturoption',
  },
  choices: {
    activateEncryption: 'Tokenverschlüsselung aktivieren',
    asEntraSends: 'wie Entra sie sendet: ohne Transformation, beide oder keiner',
    makeActive: 'Zertifikat als aktiv festlegen',
    once: 'einmal',
    requireMultiFactor: 'Multi-Faktor-Authentifizierung erforderlich',
    signAssertion: 'SAML-Assertion signieren',
    signInEveryTime: 'Anmeldehäufigkeit: Jedes Mal',
    validCertificate: 'ein Zertifikat, das jetzt gültig ist',
  },
} as const satisfies EntraLabels;
