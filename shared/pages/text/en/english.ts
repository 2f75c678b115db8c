import { html } from 'hono/html';
import type { ProblemCode } from '../../../problems/problem.ts';
import type { Fixer } from '../../../problems/problem-kind.ts';
import type { Markup } from '../../markup.ts';
import { findProblemText } from '../problem-text.ts';
import { englishProblems } from './problems.ts';

const whoCanFixIt: Readonly<Record<Fixer, (appName?: string) => string>> = {
  person: () => 'You can put this right yourself: sign in again.',
  'customer-admin': () =>
    'Your IT administrator can put this right. Show them this page: the details below say what to change.',
  operator: (appName = 'this application') =>
    `The people who run ${appName} can put this right. Give them the reference below.`,
  sender: () => 'Sign in again. If it happens each time, show this page to your IT administrator.',
};

/** The pages in English, which is what every other language is held against. */
export const english = {
  /** What a page without an app is headed. */
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
  /** What each problem says. */
  problem: (code: ProblemCode) => findProblemText(englishProblems, code),
  problemPage: {
    title: 'We could not sign you in',
    setupTitle: 'The set-up does not go on here',
    whoCanFixIt,
    tryAgain: 'Try again',
    goOn: 'Continue',
    signOut: 'Sign out',
    forTheAdministrator: 'For your IT administrator',
    expected: 'Expected',
    received: 'Received',
    whatToDo: 'What to do',
    problem: 'Problem',
    rule: 'Rule',
    reference: 'Reference',
    time: 'Time',
    mention: 'If you ask for help, mention this reference.',
  },
  welcomePage: {
    title: 'You are signed in',
    heading: (appName: string, person: Markup) => html`You are signed in to ${appName} as ${person}`,
    account: 'Account',
    organisation: 'Organisation',
    sessionEnds: 'Session ends',
    signOut: 'Sign out',
  },
  signedOutPage: {
    title: 'You are signed out',
    heading: (appName?: string) => `You are signed out${appName === undefined ? '' : ` of ${appName}`}`,
    stillSignedIn:
      'Your session has ended. You may still be signed in to your organisation’s directory: on a shared computer, sign out there too or close the browser.',
    signInAgain: 'Sign in again',
  },
  stillSignedInPage: {
    title: 'You are still signed in',
    heading: (appName: string) => `You are still signed in to ${appName}`,
    why: 'Your organisation’s directory did not name this session when it signed you out, so it is still running.',
    signOut: 'Sign out',
    goOn: 'Continue',
  },
  namespacePage: {
    title: 'Your namespace',
    heading: 'Which organisation are you signing in for?',
    label: 'Namespace',
    help: (appName: string, example: Markup) =>
      html`The short name of your organisation in ${appName}, for example ${example}. Your administrator knows it.`,
    pattern: 'Small letters a to z, digits and hyphens; a letter or digit first.',
    goOn: 'Continue',
  },
  lookAheadPage: {
    title: 'Sign in',
    heading: (appName: string) => `Sign in to ${appName}`,
    goOn: 'Continue',
  },
  framedPage: {
    title: 'Sign in',
    heading: (appName: string) => `Sign in to ${appName} in a new window`,
    why: 'Your organisation’s sign-in page does not open inside another page. Sign in in a new window, then reload this one.',
    open: 'Open the sign-in',
  },
  testArrivedPage: {
    title: 'A test sign-in',
    passed: 'The test sign-in arrived, and it passed',
    failed: 'The test sign-in arrived, and it did not pass',
    nobodySignedIn: (appName: string) =>
      `Single sign-on to ${appName} is still being set up, so nobody was signed in. What arrived, and what may be left to fix, is on the set-up page.`,
    toSetup: 'Open the set-up page',
  },
  chooseAppPage: {
    title: 'Which application?',
    heading: 'Which application are you signing in to?',
  },
};

/** Every text of the pages that people sign in by: what English has, each language has. */
export type Texts = typeof english;
