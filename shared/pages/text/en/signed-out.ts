import { html } from 'hono/html';
import type { Markup } from '../../markup.ts';

/** The page after signing out, in English. It decides which texts every other language must have. */
export const signedOutTexts = {
  title: 'You are signed out',
  heading: (appName?: string) => `You are signed out${appName === undefined ? '' : ` of ${appName}`}`,
  everywhere: 'You are signed out on every device.',
  stillSignedIn:
    'Your session has ended. You may still be signed in to your organisation’s directory. On a shared computer, sign out there too, or close the browser.',
  signInAgain: 'Sign in again',
  /** What is known of the directory's own session. */
  directory: {
    offered: (organisation: Markup) =>
      html`Your session has ended. You may still be signed in to the directory of ${organisation}. On a shared computer, sign out there too, or close the browser.`,
    leaving: (organisation: Markup) =>
      html`Your session has ended. The directory of ${organisation} now signs you out too.`,
    'signed-out': (organisation: Markup) =>
      html`Your session has ended. The directory of ${organisation} reports that it signed you out too. On a shared computer, close the browser as well.`,
    partly: (organisation: Markup) =>
      html`Your session has ended. The directory of ${organisation} reports that it signed you out, but not of every application. Close the browser to end the other sessions.`,
    refused: (organisation: Markup) =>
      html`Your session has ended. The directory of ${organisation} reports that it did not sign you out: you may still be signed in there. On a shared computer, try again or close the browser.`,
    unconfirmed: (organisation: Markup) =>
      html`Your session has ended. We do not know whether the directory of ${organisation} signed you out: you may still be signed in there. On a shared computer, sign out there too, or close the browser.`,
  },
  signOutOf: (organisation: Markup) => html`Sign out of ${organisation} too`,
  continueTo: (organisation: Markup) => html`Continue to the directory of ${organisation}`,
  continue: 'Continue',
  /** The page that asks before it ends a session. */
  confirm: {
    heading: (appName: string) => `Do you want to sign out of ${appName}?`,
    why: 'A link or an application asks to end your session in this browser.',
    stay: 'Stay signed in',
  },
  /** The page of a browser whose session goes on. */
  stillSignedInHere: {
    title: 'You are still signed in',
    heading: (appName: string) => `You are still signed in to ${appName}`,
    why: 'Your organisation’s directory signed you out, but did not name this session. So this session continues.',
    whyAgain:
      'You signed in again while your organisation’s directory signed you out. So this session continues.',
  },
};

/** Every text of the page after signing out. A language that lacks one does not compile. */
export type SignedOutTexts = typeof signedOutTexts;
