/**
 * How the portal calls its places in German, where that is certain. Where it is not, texts quote the English label:
 * somebody who looks for a word that is not there is worse off than somebody who reads an English one.
 */
export const entra = {
  application: 'Entra ID > Unternehmens-Apps > die Anwendung',
  singleSignOn: 'Entra ID > Unternehmens-Apps > die Anwendung > Einmaliges Anmelden',
  basic:
    'Entra ID > Unternehmens-Apps > die Anwendung > Einmaliges Anmelden > Grundlegende SAML-Konfiguration',
  certificates: 'Entra ID > Unternehmens-Apps > die Anwendung > Einmaliges Anmelden > SAML-Zertifikate',
  claims: 'Entra ID > Unternehmens-Apps > die Anwendung > Einmaliges Anmelden > Attribute & Ansprüche',
  tokenEncryption: 'Entra ID > Unternehmens-Apps > die Anwendung > Tokenverschlüsselung',
} as const;
