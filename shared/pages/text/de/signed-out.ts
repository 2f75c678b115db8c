import { html } from 'hono/html';
import type { SignedOutTexts } from '../en/signed-out.ts';

/** The page after signing out, in German. */
export const signedOutTexts: SignedOutTexts = {
  title: 'Sie sind abgemeldet',
  heading: (appName) => `Sie sind${appName === undefined ? '' : ` von ${appName}`} abgemeldet`,
  everywhere: 'Sie sind auf allen Geräten abgemeldet.',
  stillSignedIn:
    'Ihre Sitzung ist beendet. Im Verzeichnis Ihrer Organisation sind Sie möglicherweise noch angemeldet. Melden Sie sich an einem gemeinsam genutzten Computer auch dort ab, oder schließen Sie den Browser.',
  signInAgain: 'Erneut anmelden',
  directory: {
    offered: (organisation) =>
      html`Ihre Sitzung ist beendet. Im Verzeichnis von ${organisation} sind Sie möglicherweise noch angemeldet. Melden Sie sich an einem gemeinsam genutzten Computer auch dort ab, oder schließen Sie den Browser.`,
    leaving: (organisation) =>
      html`Ihre Sitzung ist beendet. Das Verzeichnis von ${organisation} meldet Sie jetzt ebenfalls ab.`,
    'signed-out': (organisation) =>
      html`Ihre Sitzung ist beendet. Das Verzeichnis von ${organisation} teilt mit, dass es Sie ebenfalls abgemeldet hat. Schließen Sie an einem gemeinsam genutzten Computer auch den Browser.`,
    partly: (organisation) =>
      html`Ihre Sitzung ist beendet. Das Verzeichnis von ${organisation} teilt mit, dass es Sie abgemeldet hat, aber nicht von jeder Anwendung. Schließen Sie den Browser, um die übrigen Sitzungen zu beenden.`,
    refused: (organisation) =>
      html`Ihre Sitzung ist beendet. Das Verzeichnis von ${organisation} teilt mit, dass es Sie nicht abgemeldet hat: Dort sind Sie möglicherweise noch angemeldet. Versuchen Sie es an einem gemeinsam genutzten Computer erneut, oder schließen Sie den Browser.`,
    unconfirmed: (organisation) =>
      html`Ihre Sitzung ist beendet. Wir wissen nicht, ob das Verzeichnis von ${organisation} Sie abgemeldet hat: Dort sind Sie möglicherweise noch angemeldet. Melden Sie sich an einem gemeinsam genutzten Computer auch dort ab, oder schließen Sie den Browser.`,
  },
  signOutOf: (organisation) => html`Auch von ${organisation} abmelden`,
  continueTo: (organisation) => html`Weiter zum Verzeichnis von ${organisation}`,
  continue: 'Weiter',
  confirm: {
    heading: (appName) => `Möchten Sie sich von ${appName} abmelden?`,
    why: 'Ein Link oder eine Anwendung möchte Ihre Sitzung in diesem Browser beenden.',
    stay: 'Angemeldet bleiben',
  },
  stillSignedInHere: {
    title: 'Sie sind noch angemeldet',
    heading: (appName) => `Sie sind noch bei ${appName} angemeldet`,
    why: 'Das Verzeichnis Ihrer Organisation hat Sie abgemeldet, aber diese Sitzung nicht genannt. Diese Sitzung läuft deshalb weiter.',
    whyAgain:
      'Sie haben sich erneut angemeldet, während das Verzeichnis Ihrer Organisation Sie abgemeldet hat. Diese Sitzung läuft deshalb weiter.',
  },
};
