import { html } from 'hono/html';
import type { ProblemCode } from '../../../problems/problem.ts';
import type { Fixer } from '../../../problems/problem-kind.ts';
import type { Markup } from '../../markup.ts';
import type { EntraLabels } from '../entra-labels.ts';
import { findProblemText } from '../problem-text.ts';
import { entraLabels } from './entra.ts';
import { problemTexts } from './problems.ts';

const whoCanFixIt: Readonly<Record<Fixer, (appName?: string) => string>> = {
  person: () => 'You can fix this yourself: sign in again.',
  'customer-admin': () =>
    'Your IT administrator can fix this. Show them this page: the details below say what to change.',
  operator: (appName = 'this application') =>
    `The support team of ${appName} can fix this. Give them the reference below.`,
  sender: () => 'Sign in again. If this keeps happening, show this page to your IT administrator.',
};

/** The pages in English. It decides which texts every other language must have. */
export const pageTexts = {
  /** The name at the top of a page that belongs to no app. */
  wordmark: 'Sign-in',
  /** The months, January first. */
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ] as readonly string[],
  date: (day: number, month: string, year: number) => `${day} ${month} ${year}`,
  /** The words of the Entra admin center. */
  entra: entraLabels as EntraLabels,
  problem: (code: ProblemCode) => findProblemText(problemTexts, code),
  /** Words that several pages use. */
  goOn: 'Continue',
  signIn: 'Sign in',
  signOut: 'Sign out',
  questions: (contact: Markup) => html`Questions? Contact ${contact}.`,
  problemPage: {
    title: 'We could not sign you in',
    setupTitle: 'Set-up problem',
    whoCanFixIt,
    tryAgain: 'Try again',
    tryAnotherAccount: 'Try another account',
    anotherAccountHelp:
      'Your organisation’s directory then asks you to sign in again. Choose another account there.',
    backToSetup: 'Back to the set-up',
    openApp: (appName: string) => `Open ${appName}`,
    moments: { 'link-expired': 'Link expired', 'link-revoked': 'Link closed' },
    forTheAdministrator: 'For your IT administrator',
    expected: 'Expected',
    received: 'Received',
    whatToDo: 'What to do',
    problem: 'Problem',
    rule: 'Rule',
    reference: 'Reference',
    time: 'Time',
    mention: 'If you ask for help, give this reference.',
  },
  welcomePage: {
    title: 'You are signed in',
    heading: (appName: string, person: Markup) => html`You are signed in to ${appName} as ${person}`,
    account: 'Account',
    organisation: 'Organisation',
    sessionEnds: 'Session ends',
    signOutEverywhere: 'Sign out everywhere',
  },
  /** Where a person is signed in. */
  ownSessions: {
    label: 'Where you are signed in',
    browser: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: 'Unknown browser',
    since: (time: Markup) => html`since ${time}`,
    isThis: 'this browser',
    more: (count: number) => `and ${count} more`,
  },
  namespacePage: {
    heading: 'Which organisation do you want to sign in to?',
    label: 'Namespace',
    help: (appName: string, example: Markup) =>
      html`The short name of your organisation in ${appName}, for example ${example}. Ask your administrator if you do not know it.`,
    pattern: 'Use lowercase letters a to z, digits and hyphens. Begin with a letter or a digit.',
    organisation: 'Short name or work e-mail',
    organisationHelp: (appName: string, example: Markup) =>
      html`The short name of your organisation in ${appName}, for example ${example}, or your work e-mail address. You sign in at your organisation’s directory, not here.`,
  },
  lookAheadPage: {
    heading: (appName: string) => `Sign in to ${appName}`,
  },
  framedPage: {
    heading: (appName: string) => `Sign in to ${appName} in a new window`,
    why: 'Your organisation’s sign-in page cannot open inside another page. Sign in in a new window, then reload this page.',
    open: 'Open the sign-in page',
  },
  chooseAppPage: {
    title: 'Choose an application',
    heading: 'Which application do you want to sign in to?',
  },
};

/** Every text of the pages. A language that lacks one does not compile. */
export type PageTexts = typeof pageTexts;
