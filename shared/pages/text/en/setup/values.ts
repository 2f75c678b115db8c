import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** Step 2: entering our values in Entra. */
export const valuesTexts = {
  intro: html`On <b>Set up Single Sign-On with SAML</b>, select the pencil icon at <b>Basic SAML Configuration</b>. Enter these values, then select <b>Save</b>.`,
  /** Entra's own labels, as the portal writes them. */
  labels: {
    identifier: 'Identifier (Entity ID)',
    replyUrl: 'Reply URL (Assertion Consumer Service URL)',
    signOnUrl: 'Sign on URL',
    relayState: 'Relay State (Optional)',
    logoutUrl: 'Logout Url (Optional)',
  },
  leaveEmpty: 'Leave it empty.',
  relayStateOpensItem: 'Leave it empty, or enter the ID of the item that My Apps opens.',
  signOnHelp: 'The tile in My Apps opens this address.',
  logoutHelp: 'Signs people out here when they sign out of Microsoft.',
  exact: 'Enter the values exactly, including upper and lower case and slashes.',
  upload: (file: Markup) =>
    html`Or select <b>Upload metadata file</b> and choose ${file}. It fills in the Identifier and the Reply URL. Always enter the Sign on URL by hand.`,
  metadataFile: 'our metadata file',
  claims: html`Do not change <b>Attributes &amp; Claims</b>.`,
  /** What to send beside the default, where the application asks for it. */
  claimsToSend: {
    heading: 'Attributes & Claims',
    intro: (appName: string) =>
      html`${appName} also reads these claims. On <b>Attributes &amp; Claims</b>, select <b>Add new claim</b> for each that is missing, and enter its values. Keep the claims that are there.`,
    required: 'required',
    optional: 'optional',
    sentByDefault: 'Entra sends this claim by default.',
    groupClaim: html`Select <b>Add a group claim</b>, then <b>Groups assigned to the application</b>.`,
    name: 'Name',
    namespace: 'Namespace',
    nameFormat: 'Name format',
    source: 'Source attribute',
  },
  /** What to configure in Entra where the operator requires several factors. */
  multiFactor: {
    heading: 'Require several factors',
    intro: (appName: string) =>
      `${appName} accepts only sign-ins for which your directory states several factors. In Entra, a Conditional Access policy makes it do so:`,
    steps: (appName: string): readonly Markup[] => [
      html`Open <b>Entra ID &gt; Conditional Access &gt; Policies</b> and create a policy.`,
      html`Select the people who use ${appName}, and ${appName} itself as the target resource.`,
      html`Under <b>Grant</b>, select <b>Require multifactor authentication</b>.`,
      html`Switch the policy on, then run a test sign-in here. It shows what your directory states.`,
    ],
  },
  copy: 'Copy',
  copied: 'Copied',
  goOn: 'I saved these values',
};
