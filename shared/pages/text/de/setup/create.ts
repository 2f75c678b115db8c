import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** Step 1: creating the application in Entra. */
export const createTexts: SetupTexts['create'] = {
  intro: (appName) =>
    `${appName} ist im Katalog von Entra enthalten; die meisten Einstellungen sind deshalb vorbereitet. Lassen Sie diese Seite neben dem Entra Admin Center geöffnet.`,
  clicks: ({ appName, adminCenter }) => [
    html`Melden Sie sich beim ${adminCenter} mindestens als <b>Cloudanwendungsadministrator</b> an.`,
    html`Gehen Sie zu <b>Entra ID</b> &gt; <b>Unternehmens-Apps</b> &gt; <b>Neue Anwendung</b>.`,
    html`Geben Sie unter <b>Aus Katalog hinzufügen</b> den Namen <b>${appName}</b> in das Suchfeld ein.`,
    html`Wählen Sie in den Ergebnissen <b>${appName}</b> und danach <b>Erstellen</b>. Warten Sie einige Sekunden, bis Entra die Anwendung hinzugefügt hat.`,
    html`Öffnen Sie in der neuen Anwendung <b>Einmaliges Anmelden</b>, und wählen Sie <b>SAML</b>.`,
  ],
  adminCenter: 'Microsoft Entra Admin Center',
  onlyOne: (appName) =>
    `Der Bezeichner von ${appName} ist für alle Kunden derselbe. Ein Entra-Verzeichnis kann deshalb nur eine Anwendung ${appName} mit diesem Bezeichner enthalten.`,
  goOn: 'Ich habe die Anwendung erstellt',
};
