import { html } from 'hono/html';
import type { PageTexts } from '../en/pages.ts';
import { findProblemText } from '../problem-text.ts';
import { entraLabels } from './entra.ts';
import { problemTexts } from './problems.ts';

/** The pages in German. */
export const pageTexts: PageTexts = {
  wordmark: 'Anmeldung',
  months: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  date: (day, month, year) => `${day}. ${month} ${year}`,
  entra: entraLabels,
  problem: (code) => findProblemText(problemTexts, code),
  goOn: 'Weiter',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  questions: (contact) => html`Fragen? Kontakt: ${contact}.`,
  problemPage: {
    title: 'Die Anmeldung ist nicht gelungen',
    setupTitle: 'Problem bei der Einrichtung',
    whoCanFixIt: {
      person: () => 'Das können Sie selbst beheben: Melden Sie sich erneut an.',
      'customer-admin': () =>
        'Ihre IT-Administration kann das beheben. Zeigen Sie ihr diese Seite: Die Angaben unten sagen, was zu ändern ist.',
      operator: (appName = 'dieser Anwendung') =>
        `Das Supportteam von ${appName} kann das beheben. Nennen Sie ihm die Vorgangsnummer unten.`,
      sender: () =>
        'Melden Sie sich erneut an. Wenn das wiederholt geschieht, zeigen Sie diese Seite Ihrer IT-Administration.',
    },
    tryAgain: 'Erneut versuchen',
    tryAnotherAccount: 'Mit einem anderen Konto versuchen',
    anotherAccountHelp:
      'Das Verzeichnis Ihrer Organisation fordert Sie dann erneut zur Anmeldung auf. Wählen Sie dort ein anderes Konto.',
    backToSetup: 'Zurück zur Einrichtung',
    openApp: (appName) => `${appName} öffnen`,
    moments: { 'link-expired': 'Link abgelaufen', 'link-revoked': 'Link geschlossen' },
    forTheAdministrator: 'Für Ihre IT-Administration',
    expected: 'Erwartet',
    received: 'Erhalten',
    whatToDo: 'Was zu tun ist',
    problem: 'Problem',
    rule: 'Regel',
    reference: 'Vorgangsnummer',
    time: 'Zeitpunkt',
    mention: 'Nennen Sie diese Vorgangsnummer, wenn Sie um Hilfe bitten.',
  },
  welcomePage: {
    title: 'Sie sind angemeldet',
    heading: (appName, person) => html`Sie sind bei ${appName} angemeldet als ${person}`,
    account: 'Konto',
    organisation: 'Organisation',
    sessionEnds: 'Sitzung endet',
    signOutEverywhere: 'Überall abmelden',
  },
  ownSessions: {
    label: 'Wo Sie angemeldet sind',
    browser: (browser, system) => `${browser} unter ${system}`,
    unknown: 'Unbekannter Browser',
    since: (time) => html`seit ${time}`,
    isThis: 'dieser Browser',
    more: (count) => `und ${count} weitere`,
  },
  namespacePage: {
    heading: 'Bei welcher Organisation möchten Sie sich anmelden?',
    label: 'Namespace',
    help: (appName, example) =>
      html`Der Kurzname Ihrer Organisation in ${appName}, zum Beispiel ${example}. Fragen Sie Ihre Administration, wenn Sie ihn nicht kennen.`,
    pattern:
      'Verwenden Sie Kleinbuchstaben a bis z, Ziffern und Bindestriche. Beginnen Sie mit einem Buchstaben oder einer Ziffer.',
    organisation: 'Kurzname oder dienstliche E-Mail-Adresse',
    organisationHelp: (appName, example) =>
      html`Der Kurzname Ihrer Organisation in ${appName}, zum Beispiel ${example}, oder Ihre dienstliche E-Mail-Adresse. Sie melden sich beim Verzeichnis Ihrer Organisation an, nicht hier.`,
  },
  lookAheadPage: {
    heading: (appName) => `Bei ${appName} anmelden`,
  },
  framedPage: {
    heading: (appName) => `In einem neuen Fenster bei ${appName} anmelden`,
    why: 'Die Anmeldeseite Ihrer Organisation öffnet sich nicht in einer anderen Seite. Melden Sie sich in einem neuen Fenster an, und laden Sie diese Seite danach neu.',
    open: 'Anmeldeseite öffnen',
  },
  chooseAppPage: {
    title: 'Anwendung wählen',
    heading: 'Bei welcher Anwendung möchten Sie sich anmelden?',
  },
};
