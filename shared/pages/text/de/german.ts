import { html } from 'hono/html';
import type { Texts } from '../en/english.ts';
import { findProblemText } from '../problem-text.ts';
import { germanProblems } from './problems.ts';

/** The pages in German. What English has and this lacks does not compile. */
export const german: Texts = {
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
  problem: (code) => findProblemText(germanProblems, code),
  problemPage: {
    title: 'Die Anmeldung ist nicht gelungen',
    setupTitle: 'Hier geht es mit der Einrichtung nicht weiter',
    whoCanFixIt: {
      person: () => 'Das können Sie selbst beheben: Melden Sie sich erneut an.',
      'customer-admin': () =>
        'Ihre IT-Administration kann das beheben. Zeigen Sie ihr diese Seite: Die Angaben unten sagen, was zu ändern ist.',
      operator: (appName = 'dieser Anwendung') =>
        `Die Betreiber von ${appName} können das beheben. Nennen Sie ihnen die Vorgangsnummer unten.`,
      sender: () =>
        'Melden Sie sich erneut an. Wenn es jedes Mal geschieht, zeigen Sie diese Seite Ihrer IT-Administration.',
    },
    tryAgain: 'Erneut versuchen',
    goOn: 'Weiter',
    signOut: 'Abmelden',
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
    signOut: 'Abmelden',
  },
  signedOutPage: {
    title: 'Sie sind abgemeldet',
    heading: (appName) => `Sie sind${appName === undefined ? '' : ` bei ${appName}`} abgemeldet`,
    stillSignedIn:
      'Ihre Sitzung ist beendet. Im Verzeichnis Ihrer Organisation sind Sie möglicherweise noch angemeldet: Melden Sie sich an einem gemeinsam genutzten Computer auch dort ab, oder schließen Sie den Browser.',
    signInAgain: 'Erneut anmelden',
  },
  stillSignedInPage: {
    title: 'Sie sind noch angemeldet',
    heading: (appName) => `Sie sind noch bei ${appName} angemeldet`,
    why: 'Das Verzeichnis Ihrer Organisation hat diese Sitzung beim Abmelden nicht genannt; sie läuft deshalb weiter.',
    signOut: 'Abmelden',
    goOn: 'Weiter',
  },
  namespacePage: {
    title: 'Ihr Namespace',
    heading: 'Für welche Organisation melden Sie sich an?',
    label: 'Namespace',
    help: (appName, example) =>
      html`Der Kurzname Ihrer Organisation in ${appName}, zum Beispiel ${example}. Ihre Administration kennt ihn.`,
    pattern: 'Kleinbuchstaben a bis z, Ziffern und Bindestriche; am Anfang ein Buchstabe oder eine Ziffer.',
    goOn: 'Weiter',
  },
  lookAheadPage: {
    title: 'Anmelden',
    heading: (appName) => `Bei ${appName} anmelden`,
    goOn: 'Weiter',
  },
  framedPage: {
    title: 'Anmelden',
    heading: (appName) => `In einem neuen Fenster bei ${appName} anmelden`,
    why: 'Die Anmeldeseite Ihrer Organisation öffnet sich nicht innerhalb einer anderen Seite. Melden Sie sich in einem neuen Fenster an und laden Sie diese Seite danach neu.',
    open: 'Anmeldung öffnen',
  },
  testArrivedPage: {
    title: 'Eine Testanmeldung',
    passed: 'Die Testanmeldung ist angekommen und gelungen',
    failed: 'Die Testanmeldung ist angekommen und nicht gelungen',
    nobodySignedIn: (appName) =>
      `Das einmalige Anmelden bei ${appName} wird noch eingerichtet; deshalb wurde niemand angemeldet. Was angekommen ist und was vielleicht noch zu beheben ist, steht auf der Einrichtungsseite.`,
    toSetup: 'Einrichtungsseite öffnen',
  },
  chooseAppPage: {
    title: 'Welche Anwendung?',
    heading: 'Bei welcher Anwendung melden Sie sich an?',
  },
};
