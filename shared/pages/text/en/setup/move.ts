import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** While the application moves to another address. */
export const moveTexts = {
  toHere: {
    heading: 'Move to this address',
    text: (signOnUrl: Markup) =>
      html`The application gets a new address: the one of this page. People still sign in at ${signOnUrl}. You can move without an interruption:`,
    clicks: [
      html`In Entra, <b>add</b> the Identifier and the Reply URL of the new address. Keep the present ones.`,
      html`Test a sign-in at the new address.`,
      html`Select <b>Activate now</b>. From then on, people sign in at the new address.`,
    ] as readonly Markup[],
    start: 'Show the values to add',
  },
  fromHere: {
    heading: 'This application moves to another address',
    text: (signOnUrl: Markup) =>
      html`Its new address is ${signOnUrl}. Nothing changes for your people until you have moved. Ask support for a set-up link to the new address.`,
  },
  movedAway: {
    heading: 'People sign in at another address now',
    text: (setupUrl: Markup) => html`Your organisation was moved. Its set-up page is ${setupUrl}.`,
  },
  moved: {
    heading: 'Remove the earlier address in Entra',
    text: html`People sign in at the new address. In <b>Basic SAML Configuration</b>, make the new Identifier and the new Reply URL the default and enter the new Sign on URL. Then remove these values:`,
  },
  /** On the page of the values. */
  keepPresent: html`<b>Add</b> these values to the present ones. Do not remove any yet, and leave the Sign on URL as it is: people still sign in with them.`,
  /** On the page before activation. */
  becomes: (signOnUrl: Markup) =>
    html`After activation, people sign in at the new address: ${signOnUrl}. Sessions at the present address continue until they end.`,
};
