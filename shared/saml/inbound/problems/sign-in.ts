import type { ProblemKind } from '../problem-kind.ts';
import { notRecognised } from './signature.ts';

const own = 'Rule of this product';

const row = (more: Partial<ProblemKind> & Pick<ProblemKind, 'sentence' | 'remedy'>): ProblemKind => ({
  specification: own,
  fixedBy: 'person',
  status: 403,
  logLevel: 'warn',
  class: 'person',
  ...more,
});

const startAgain = 'Open the application again and sign in.';

/** Refusals that need more than the message: the tenant, the request it answers, the user, the store. */
export const signInProblems = {
  'tenant-not-found': row({
    ...notRecognised,
    fixedBy: 'operator',
    remedy: 'Check the address. The operator lists the tenants: latchkey tenant list.',
    logLevel: 'info',
    class: 'configuration',
  }),
  'tenant-disabled': row({
    ...notRecognised,
    fixedBy: 'operator',
    remedy: 'The operator enables the tenant: latchkey tenant enable.',
    logLevel: 'info',
    class: 'configuration',
  }),
  'return-to-malformed': row({
    sentence: 'The address to return to is not one of this application. Please open the application again.',
    remedy: 'The application sends returnTo as a path of its own origin: /reports/7.',
    fixedBy: 'operator',
    status: 400,
    class: 'attack',
  }),
  'sign-on-no-page': row({
    sentence: 'A sign-in begins only when you open a page. Please open the application again.',
    remedy: 'Link to the Sign on URL, or redirect the page to it. Never load it by a script or as an image.',
    specification: 'Rule of this product; Fetch Metadata',
    fixedBy: 'operator',
    logLevel: 'info',
    class: 'configuration',
  }),
  'flow-unknown': row({
    sentence: 'This sign-in is not one that we started, or it is long over. Please start again.',
    specification: 'SAML Profiles 4.1.4.3',
    remedy: startAgain,
  }),
  'flow-expired': row({
    sentence: 'This sign-in took too long. Please start again.',
    specification: 'SAML Profiles 4.1.4.3',
    remedy: startAgain,
    class: 'expiry',
  }),
  'flow-spent': row({
    sentence: 'This sign-in has been used already. If you are signed in, simply continue.',
    specification: 'SAML Profiles 4.1.4.5',
    remedy: startAgain,
    status: 409,
  }),
  'flow-other-browser': row({
    sentence:
      'This sign-in was started in another browser, or this one does not keep our cookie. Please start again.',
    specification: 'SAML Profiles 4.1.4.3; login cross-site request forgery',
    remedy: 'Sign in again in one window, with cookies allowed for the application.',
    class: 'attack',
  }),
  'flow-dropped': row({
    sentence: 'Too many sign-ins were open at once in this browser. Please start again.',
    specification: 'Rule of this product: eight open sign-ins a browser',
    remedy: startAgain,
  }),
  'assertion-replayed': row({
    sentence: 'This sign-in has been used already. If you are signed in, simply continue.',
    specification: 'SAML Profiles 4.1.4.5',
    remedy: startAgain,
    status: 409,
    class: 'attack',
  }),
  'session-of-another-person': row({
    sentence:
      'You are already signed in here as another person. Continue with that session, or sign out and then open the application again.',
    specification: 'SAML Profiles 4.1.5; login cross-site request forgery',
    remedy: 'Continue, or sign out and open the application again from My Apps.',
    status: 409,
  }),
  'unsolicited-repeated': row({
    sentence:
      'The application started the sign-in itself, but your directory answered something else. Please open the application by its own address.',
    specification: 'SAML Profiles 4.1.5',
    remedy:
      'Entra ID > Enterprise apps > the application > Single sign-on > Basic SAML Configuration > Sign on URL: enter the Sign on URL of this tenant. It may also be a browser that does not keep cookies.',
    fixedBy: 'customer-admin',
    class: 'configuration',
  }),
  'user-unknown': row({
    sentence: 'There is no account for you in this application yet.',
    remedy:
      'The operator or the administrator of the application creates the user: latchkey user add. Or, in Entra, Attributes & Claims > Unique User Identifier (Name ID): send the name that the user was created with.',
    fixedBy: 'operator',
    logLevel: 'info',
    class: 'configuration',
    actualIsSignInName: true,
  }),
  'user-not-active': row({
    sentence: 'Your account in this application is not active yet.',
    remedy:
      'The operator or the administrator of the application activates the user: latchkey user activate.',
    fixedBy: 'operator',
    logLevel: 'info',
    class: 'configuration',
    actualIsSignInName: true,
  }),
  'user-other-identity': row({
    sentence: 'The account with your sign-in name belongs to somebody else in your directory.',
    remedy:
      'The account was created again in Entra, or the address was given to a new person. The operator decides. The same person: latchkey user rebind. A new person: latchkey user remove, then latchkey user add.',
    fixedBy: 'operator',
    class: 'attack',
  }),
  'user-identity-missing': row({
    sentence: "We could not sign you in: your organisation's sign-in does not say who you are.",
    remedy:
      'Entra ID > Enterprise apps > the application > Single sign-on > Attributes & Claims: send objectidentifier and tenantid, as Entra does by default.',
    fixedBy: 'customer-admin',
    class: 'configuration',
    actualIsSignInName: true,
  }),
  'store-unavailable': row({
    sentence: 'We could not finish just now. Please try again in a moment.',
    remedy:
      'The operator looks at the throttles and errors of the tables, and of the keys where they are used.',
    fixedBy: 'operator',
    status: 503,
    logLevel: 'error',
    class: 'fault',
  }),
  internal: row({
    sentence: 'Something went wrong on our side. Please try again.',
    remedy: 'The operator finds the reference in the log.',
    fixedBy: 'operator',
    status: 500,
    logLevel: 'error',
    class: 'fault',
  }),
} as const satisfies Readonly<Record<string, ProblemKind>>;
