import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** Step 1: creating the application in Entra. */
export const createTexts = {
  intro: (appName: string) =>
    `${appName} is in the Entra gallery, so most settings are prepared. Keep this page open beside the Entra admin center.`,
  clicks: ({ appName, adminCenter }: { appName: string; adminCenter: Markup }): readonly Markup[] => [
    html`Sign in to the ${adminCenter} as at least a <b>Cloud Application Administrator</b>.`,
    html`Browse to <b>Entra ID</b> &gt; <b>Enterprise apps</b> &gt; <b>New application</b>.`,
    html`In <b>Add from the gallery</b>, type <b>${appName}</b> in the search box.`,
    html`Select <b>${appName}</b> from the results, then <b>Create</b>. Wait a few seconds while Entra adds the application.`,
    html`In the new application, open <b>Single sign-on</b> and select <b>SAML</b>.`,
  ],
  adminCenter: 'Microsoft Entra admin center',
  onlyOne: (appName: string) =>
    `The Identifier of ${appName} is the same for every customer. An Entra directory can therefore have only one ${appName} application with this Identifier.`,
  goOn: 'I created the application',
};
