import { html } from 'hono/html';
import type { SetupTexts } from '../en/setup.ts';

/** The steps that are done in Entra, in German, with the labels of the German portal. */
export const setupInEntraGerman: Pick<SetupTexts, 'create' | 'values' | 'people'> = {
  create: {
    intro: (appName) =>
      `${appName} steht im Katalog von Entra, das meiste ist also vorbereitet. Lassen Sie diese Seite neben dem Entra Admin Center geöffnet.`,
    clicks: ({ appName, adminCenter }) => [
      html`Melden Sie sich beim ${adminCenter} mindestens als <b>Cloudanwendungsadministrator</b> an.`,
      html`Gehen Sie zu <b>Entra ID</b> &gt; <b>Unternehmens-Apps</b> &gt; <b>Neue Anwendung</b>.`,
      html`Geben Sie unter <b>Aus Katalog hinzufügen</b> den Namen <b>${appName}</b> in das Suchfeld ein.`,
      html`Wählen Sie in den Ergebnissen <b>${appName}</b> und danach <b>Erstellen</b>. Warten Sie einige Sekunden, bis die Anwendung hinzugefügt ist.`,
      html`Öffnen Sie in der neuen Anwendung <b>Einmaliges Anmelden</b>, und wählen Sie <b>SAML</b>.`,
    ],
    adminCenter: 'Microsoft Entra Admin Center',
    onlyOne: (appName) =>
      `Der Bezeichner von ${appName} ist für alle Kunden derselbe; ein Entra-Verzeichnis enthält deshalb nur eine Anwendung ${appName} mit ihm.`,
    goOn: 'Ich habe sie angelegt',
  },
  values: {
    intro: html`Wählen Sie auf der Seite <b>Einmaliges Anmelden (SSO) mit SAML einrichten</b> den Stift bei <b>Grundlegende SAML-Konfiguration</b>, tragen Sie diese Werte genau so ein, wie sie hier stehen, und wählen Sie <b>Speichern</b>.`,
    labels: {
      identifier: 'Bezeichner (Entitäts-ID)',
      replyUrl: 'Antwort-URL (Assertionsverbraucherdienst-URL)',
      signOnUrl: 'Anmelde-URL',
      relayState: 'Relayzustand (optional)',
      logoutUrl: 'Abmelde-URL (optional)',
    },
    leaveEmpty: 'Lassen Sie das Feld leer.',
    relayStateOpensItem:
      'Lassen Sie das Feld leer, oder geben Sie die ID des Eintrags ein, den Meine Apps öffnen soll.',
    signOnHelp: 'Damit beginnt die Kachel in Meine Apps hier.',
    logoutHelp: 'Meldet Personen hier ab, wenn sie sich bei Microsoft abmelden.',
    exact: 'Groß- und Kleinschreibung, Schrägstriche und alles nach einem Fragezeichen zählen.',
    upload: (file) =>
      html`Oder wählen Sie <b>Metadatendatei hochladen</b> mit ${file}: Sie füllt Bezeichner und Antwort-URL aus. Die Anmelde-URL wird immer von Hand eingetragen.`,
    metadataFile: 'unserer Metadatendatei',
    claims: html`Lassen Sie <b>Attribute &amp; Ansprüche</b>, wie sie sind.`,
    goOn: 'Sie sind in Entra gespeichert',
  },
  people: {
    intro: (appName) =>
      `Nur Personen, die Sie in Entra zuweisen, gelangen zu ${appName}. Weisen Sie auch sich selbst zu: Der Test im nächsten Schritt ist Ihre eigene Anmeldung.`,
    clicks: [
      html`Öffnen Sie in der Anwendung in Entra <b>Benutzer und Gruppen</b>.`,
      html`Wählen Sie <b>Benutzer/Gruppe hinzufügen</b>, dann Personen oder Gruppen und sich selbst, danach <b>Zuweisen</b>.`,
    ],
    mustExist: (appName, mustBeActive) =>
      `Jede dieser Personen braucht außerdem ein ${mustBeActive ? 'aktives ' : ''}Konto in ${appName}, mit dem Benutzerprinzipalnamen aus Entra als Anmeldenamen: ${appName} legt von sich aus keines an.`,
    creates: {
      timetrack: 'Das Supportteam von TimeTrack legt sie an.',
      trakstar: 'Ihre Trakstar-Administration oder der Trakstar-Support legt sie an.',
    },
    goOn: 'Personen sind zugewiesen',
  },
};
