import { html } from 'hono/html';
import type { AppId } from '../../../ids/app-id.ts';
import type { Markup } from '../../markup.ts';

/** The steps that are done in Entra: creating the application, our values, assigning people. */
export const setupInEntraTexts = {
  create: {
    intro: (appName: string) =>
      `${appName} is in the Entra gallery, so most of it is prepared. Leave this page open beside the Entra admin center.`,
    clicks: ({ appName, adminCenter }: { appName: string; adminCenter: Markup }): readonly Markup[] => [
      html`Sign in to the ${adminCenter} as at least a <b>Cloud Application Administrator</b>.`,
      html`Browse to <b>Entra ID</b> &gt; <b>Enterprise apps</b> &gt; <b>New application</b>.`,
      html`In <b>Add from the gallery</b>, type <b>${appName}</b> in the search box.`,
      html`Select <b>${appName}</b> from the results, then <b>Create</b>. Wait a few seconds while the application is added.`,
      html`In the new application, open <b>Single sign-on</b> and select <b>SAML</b>.`,
    ],
    adminCenter: 'Microsoft Entra admin center',
    onlyOne: (appName: string) =>
      `The Identifier of ${appName} is the same for every customer, so one Entra directory holds one ${appName} application with it.`,
    goOn: 'I have created it',
  },
  values: {
    intro: html`On <b>Set up Single Sign-On with SAML</b>, select the pencil at <b>Basic SAML Configuration</b>, enter these values exactly as they stand here, and select <b>Save</b>.`,
    /** Entra's own labels, as the portal writes them. */
    labels: {
      identifier: 'Identifier (Entity ID)',
      replyUrl: 'Reply URL (Assertion Consumer Service URL)',
      signOnUrl: 'Sign on URL',
      relayState: 'Relay State (Optional)',
      logoutUrl: 'Logout Url (Optional)',
    },
    leaveEmpty: 'Leave it empty.',
    relayStateOpensItem: 'Leave it empty, or enter the ID of the item that My Apps shall open.',
    signOnHelp: 'Makes the tile in My Apps begin here.',
    logoutHelp: 'Signs people out here when they sign out of Microsoft.',
    exact: 'Case, slashes and everything after a question mark count.',
    upload: (file: Markup) =>
      html`Or select <b>Upload metadata file</b> with ${file}: it fills in Identifier and Reply URL. The Sign on URL is always typed by hand.`,
    metadataFile: 'our metadata file',
    claims: html`Leave <b>Attributes &amp; Claims</b> as they are.`,
    goOn: 'They are saved in Entra',
  },
  people: {
    intro: (appName: string) =>
      `Only people whom you assign in Entra reach ${appName}. Assign yourself too: the test in the next step is a sign-in of your own.`,
    clicks: [
      html`In the application in Entra, open <b>Users and groups</b>.`,
      html`Select <b>Add user/group</b>, choose people or groups, and yourself, then <b>Assign</b>.`,
    ] as readonly Markup[],
    mustExist: (appName: string, mustBeActive: boolean) =>
      `Each of them also needs an account in ${appName}${mustBeActive ? ', and an active one' : ''}, with the user principal name of Entra as sign-in name: ${appName} creates none by itself.`,
    /** Who creates accounts, by app. */
    creates: {
      timetrack: 'The TimeTrack support team creates them.',
      trakstar: 'Your Trakstar administrator or Trakstar support creates them.',
    } satisfies Readonly<Record<AppId, string>>,
    goOn: 'People are assigned',
  },
};
