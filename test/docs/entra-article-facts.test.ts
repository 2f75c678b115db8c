import { describe, expect, it } from 'vitest';
import { documentAt } from './document.ts';

/*
 * What Microsoft's articles tell a customer's administrator, sentence by sentence, in other words. An article that leaves
 * one of them out sends its reader back to Microsoft's.
 */

/** Facts of both articles. `{app}` stands for the application's name. */
const ofBoth: readonly string[] = [
  // What for.
  'decide in Microsoft Entra ID who uses {app}',
  'signed in to {app} automatically with their Microsoft Entra accounts',
  'manage accounts in one place',
  // Prerequisites and scenario.
  'A {app} subscription with single sign-on',
  'as at least a Cloud Application Administrator',
  'Try it with a test user first',
  // Add from the gallery.
  'Browse to **Entra ID** > **Enterprise apps** > **New application**.',
  'In **Add from the gallery**, type **{app}** in the search box.',
  'Wait a few seconds while the application is added.',
  '[Enterprise App Configuration Wizard](https://portal.office.com/AdminPortal/home?Q=Docs#/azureadappintegration)',
  'assign roles',
  // The order of the work.
  '[Configure Microsoft Entra single sign-on](#configure-microsoft-entra-single-sign-on)',
  '[Create and assign a test user](#create-and-assign-a-test-user)',
  '[Configure {app} single sign-on](#configure-{anchor}-single-sign-on)',
  '[Create the {app} test user](#create-the-{anchor}-test-user)',
  '[Test single sign-on](#test-single-sign-on)',
  'linked to the person in Microsoft Entra ID',
  // Basic SAML Configuration.
  '**Entra ID** > **Enterprise apps** > **{app}** > **Single sign-on**',
  'Under **Select a single sign-on method**, select **SAML**.',
  'In **Basic SAML Configuration**, select the pencil icon',
  'The values above are patterns',
  // What is copied.
  'In **Set up {app}**, copy **Login URL**, **Microsoft Entra Identifier** and **Logout URL**.',
  'keep {key} on your computer',
  // Users.
  'Users must be created and activated before they use single sign-on.',
  // Tests.
  'Select **Test this application**',
  'open `{signOnUrl}` in a private window',
  'select the {app} tile in [My Apps]',
  '[My Apps](https://support.microsoft.com/account-billing/sign-in-and-start-apps-from-the-my-apps-portal-2f3b1bae-0e5a-4a86-a33e-876fbd2a4510)',
  'protects your data from being copied out or altered in real time',
  'extends Conditional Access',
];

const articles = [
  {
    id: 'timetrack',
    app: 'TimeTrack',
    signOnUrl: 'https://<tenant>.timetrackenterprise.com',
    key: 'it',
    facts: [
      'TimeTrack supports **SP and IDP** initiated single sign-on',
      '`https://<tenant>.timetrackenterprise.com/api/v2/azure/saml20`',
      '`https://<tenant>.timetrackenterprise.com/api/v2/azure/callback`',
      '`<ID>`',
      'Ask [TimeTrack support](mailto:info@timetrackapp.com) for your values',
      'select **Edit**, and copy the **Thumbprint Value**',
      'Send to [TimeTrack support](mailto:info@timetrackapp.com), who then set up single sign-on on their side',
      'Ask [TimeTrack support](mailto:info@timetrackapp.com) to create `B.Simon` in TimeTrack',
      '**SP initiated**',
      '**IDP initiated**',
      'With a Sign on URL it opens TimeTrack, which starts the sign-in; without one it signs you in at once',
    ],
    /** The first value that the customer hands over. */
    first: '**Thumbprint Value** of the active certificate',
  },
  {
    id: 'trakstar',
    app: 'Trakstar',
    signOnUrl: 'https://perform.trakstar.com/auth/saml/?namespace=<YOUR_NAMESPACE>',
    key: 'the file',
    facts: [
      'Single sign-on is a paid feature of Trakstar. To have it switched on for your organization, write to [Trakstar support](mailto:support@trakstar.com).',
      'Trakstar supports **SP** initiated single sign-on',
      'The Identifier is the same for every customer, so one directory can hold one Trakstar application',
      '`https://perform.trakstar.com/auth/saml/callback?namespace=<YOUR_NAMESPACE>`',
      '`https://perform.trakstar.com/auth/saml/?namespace=<YOUR_NAMESPACE>`',
      '`https://perform.trakstar.com`',
      'Replace `<YOUR_NAMESPACE>` with your namespace, which the **ACS (Consumer) URL** field in Trakstar shows.',
      'As the Reply URL, but without `/callback`.',
      'Sign in to Trakstar and go to **Settings** > **Authentication & SSO** > **SAML 2.0** > **Configure** to see yours',
      'If **Settings** has no **Authentication & SSO** tab, you may not have the feature: ask [Trakstar support](mailto:support@trakstar.com).',
      'select **Download** beside **Certificate (Base64)**',
      'Sign in to Trakstar as an administrator, go to **Settings** > **Authentication & SSO** > **SAML 2.0** > **Configure** and enter',
      'the content of the downloaded file',
      'Ask your Trakstar administrator to create `B.Simon` in Trakstar',
      'Select **Test this application**: Trakstar starts its own sign-in',
    ],
    first: '**Certificate (Base64)** of the active certificate: the content of the downloaded file',
  },
] as const;

describe.each(articles.map((each) => [each.id, each] as const))(
  'docs/entra/%s.md',
  (id, { app, signOnUrl, key, facts, first }) => {
    const flat = documentAt(`docs/entra/${id}.md`).replaceAll(/\s*\n\s*(?:> )?/g, ' ');
    const filledIn = (fact: string) =>
      fact
        .replaceAll('{app}', app)
        .replaceAll('{anchor}', app.toLowerCase())
        .replaceAll('{signOnUrl}', signOnUrl)
        .replaceAll('{key}', key);

    it.each([...ofBoth, ...facts].map(filledIn))("says what Microsoft's says: %s", (fact) => {
      expect(flat.includes(fact)).toBe(true);
    });

    it('begins what is handed over with the value that the article begins with', () => {
      expect(flat).toContain(`| What | From | |---|---| | ${first} |`);
    });

    it('links to headings that are there', () => {
      const headings = [...documentAt(`docs/entra/${id}.md`).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title.toLowerCase().replaceAll(' ', '-'),
      );
      const anchors = [...flat.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
      expect(anchors.length).toBeGreaterThan(4);
      for (const anchor of anchors) expect(headings).toContain(anchor);
    });
  },
);
