import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** The page of an active connection. */
export const doneTexts = {
  title: 'Single sign-on is active',
  heading: 'Single sign-on is active',
  text: (appName: string) =>
    `People assigned in Entra sign in to ${appName} at this address, or with its tile in My Apps:`,
  renew: 'Renew certificate',
  change: 'Change set-up',
  testAgain: 'Test again',
  log: 'Sign-ins',
  renewal:
    'Entra reminds you 60, 30 and 7 days before the certificate expires. With an expired certificate, sign-ins fail.',
  /** After a renewal, until the new certificate has signed. */
  next: {
    heading: 'Now make the new certificate active in Entra',
    text: html`Sign-ins still use the current certificate. The new one works here from now on, but only Entra can switch to it.`,
    clicks: [
      html`In the application in Entra, open <b>Single sign-on</b>. At <b>SAML Certificates</b>, select <b>Edit</b>.`,
      html`At the new certificate, which is <b>Inactive</b>, open the menu (<b>…</b>) and select <b>Make certificate active</b>.`,
      html`Wait 10 minutes, then select <b>Test again</b> here. This page shows it once the new certificate has signed.`,
    ] as readonly Markup[],
    thumbprint: (thumbprint: Markup) => html`Its thumbprint is ${thumbprint}.`,
    ifNothing: (time: Markup) =>
      html`If you do nothing, Entra signs with the current certificate until it expires on ${time}. Then Entra changes to the newest inactive certificate by itself, and sign-ins continue.`,
    ifNothingUndated:
      'If you do nothing, Entra signs with the current certificate until it expires. Then Entra changes to the newest inactive certificate by itself, and sign-ins continue.',
  },
  /** Where no certificate is ready to follow. */
  expires: (time: Markup) =>
    html`The last certificate expires on ${time}. If you do nothing, sign-ins fail from then on.`,
};
