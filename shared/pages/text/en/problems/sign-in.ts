import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { notRecognised } from './signature.ts';

const ownRule = { rule: 'Rule of this product' } as const;

const startAgain = 'Open the application again and sign in.';

const usedAlready: ProblemText = {
  sentence: 'This sign-in has been used already. If you are signed in, simply continue.',
  remedy: startAgain,
};

/** Refusals that need more than the message, in English. */
export const signInTexts: ProblemTexts['signIn'] = {
  'tenant-not-found': {
    ...notRecognised,
    ...ownRule,
    remedy: 'Check the address. The operator lists the tenants: latchkey tenant list.',
  },
  'tenant-disabled': {
    ...notRecognised,
    ...ownRule,
    remedy: 'The operator enables the tenant: latchkey tenant enable.',
  },
  'return-to-malformed': {
    ...ownRule,
    sentence: 'The address to return to is not one of this application. Please open the application again.',
    remedy: 'The application sends returnTo as a path of its own origin: /reports/7.',
  },
  'sign-on-no-page': {
    sentence: 'A sign-in begins only when you open a page. Please open the application again.',
    remedy: 'Link to the Sign on URL, or redirect the page to it. Never load it by a script or as an image.',
    rule: 'Rule of this product; Fetch Metadata',
  },
  'flow-unknown': {
    sentence: 'This sign-in is not one that we started, or it is long over. Please start again.',
    remedy: startAgain,
  },
  'flow-expired': {
    sentence: 'This sign-in took too long. Please start again.',
    remedy: startAgain,
  },
  'flow-spent': usedAlready,
  'flow-other-browser': {
    sentence:
      'This sign-in was started in another browser, or this one does not keep our cookie. Please start again.',
    remedy: 'Sign in again in one window, with cookies allowed for the application.',
  },
  'flow-dropped': {
    sentence: 'Too many sign-ins were open at once in this browser. Please start again.',
    rule: 'Rule of this product: eight open sign-ins a browser',
    remedy: startAgain,
  },
  'assertion-replayed': usedAlready,
  'session-of-another-person': {
    sentence:
      'You are already signed in here as another person. Continue with that session, or sign out and then open the application again.',
    remedy: 'Continue, or sign out and open the application again from My Apps.',
  },
  'unsolicited-repeated': {
    sentence:
      'The application started the sign-in itself, but your directory answered something else. Please open the application by its own address.',
    remedy: `${entra.basic} > Sign on URL: enter the Sign on URL of this tenant. It may also be a browser that does not keep cookies.`,
  },
  'user-unknown': {
    ...ownRule,
    sentence: 'There is no account for you in this application yet.',
    remedy:
      'The operator or the administrator of the application creates the user: latchkey user add. Or, in Entra, Attributes & Claims > Unique User Identifier (Name ID): send the name that the user was created with.',
  },
  'user-not-active': {
    ...ownRule,
    sentence: 'Your account in this application is not active yet.',
    remedy:
      'The operator or the administrator of the application activates the user: latchkey user activate.',
  },
  'user-other-identity': {
    ...ownRule,
    sentence: 'The account with your sign-in name belongs to somebody else in your directory.',
    remedy:
      'The account was created again in Entra, or the address was given to a new person. The operator decides. The same person: latchkey user rebind. A new person: latchkey user remove, then latchkey user add.',
  },
  'user-identity-missing': {
    ...ownRule,
    sentence: "We could not sign you in: your organisation's sign-in does not say who you are.",
    remedy: `${entra.claims}: send objectidentifier and tenantid, as Entra does by default.`,
  },
  'store-unavailable': {
    ...ownRule,
    sentence: 'We could not finish just now. Please try again in a moment.',
    remedy:
      'The operator looks at the throttles and errors of the tables, and of the keys where they are used.',
  },
  internal: {
    ...ownRule,
    sentence: 'Something went wrong on our side. Please try again.',
    remedy: 'The operator finds the reference in the log.',
  },
};
