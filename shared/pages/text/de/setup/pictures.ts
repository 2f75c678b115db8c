import type { SetupTexts } from '../../en/setup.ts';
import { entraLabels } from '../entra.ts';

const { fields } = entraLabels;

/** The drawn pages of the Entra admin center: the labels of the German portal. */
export const picturesTexts: SetupTexts['pictures'] = {
  alternative: (page, marked) =>
    `Zeichnung der Seite ${page} in Entra. Markiert: ${marked.map((label, index) => `${index + 1}. ${label}`).join('; ')}.`,
  gallery: {
    apps: 'Unternehmens-Apps',
    newApplication: 'Neue Anwendung',
    title: 'Aus Katalog hinzufügen',
    search: 'Anwendung suchen',
    create: 'Erstellen',
  },
  basic: {
    title: 'Grundlegende SAML-Konfiguration',
    edit: 'Bearbeiten',
    identifier: fields.identifier,
    replyUrl: fields.replyUrl,
    signOnUrl: fields.signOnUrl,
    logoutUrl: 'Abmelde-URL (optional)',
  },
  certificates: {
    title: 'SAML-Zertifikate',
    signingTitle: 'SAML-Signaturzertifikat',
    thumbprint: 'Fingerabdruck',
    metadataUrl: 'App-Verbundmetadaten-URL',
    certificate: 'Zertifikat (Base64)',
    metadataFile: 'Verbundmetadaten-XML',
    download: 'Herunterladen',
  },
  setUp: {
    title: (appName) => `${appName} einrichten`,
    loginUrl: 'Anmelde-URL',
    issuer: 'Microsoft Entra-Bezeichner',
    logoutUrl: 'Abmelde-URL',
  },
  people: {
    title: 'Benutzer und Gruppen',
    add: fields.addUser,
    addAssignment: 'Zuweisung hinzufügen',
    users: 'Benutzer und Gruppen',
    noneSelected: 'Keine Elemente ausgewählt',
    assign: 'Zuweisen',
  },
  makeActive: {
    active: 'Aktiv',
    inactive: 'Inaktiv',
    menu: fields.makeActive,
  },
};
