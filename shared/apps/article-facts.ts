import type { AppId } from '../ids/app-id.ts';

/** What a set-up article says beyond the profile: the vendor's terms. */
export interface ArticleFacts {
  /** The customer's term for its tenant, with its possessive: "the name of your tenant". */
  readonly tenantIs: string;
  /** The bare noun: "tenant". */
  readonly tenantNoun: string;
  /** What stands for the tenant's name in the URLs of the article, without its angle brackets. */
  readonly placeholder: string;
  /** Where a customer finds its tenant's name. */
  readonly tenantFrom: string;
  /** The page of the vendor's application where a customer sees its values and enters those of Entra, if there is one. */
  readonly settingsPage?: SettingsPage;
  /** The last prerequisites, one per list item. */
  readonly prerequisites: readonly string[];
  /** Whether users must be activated too, after they are created. */
  readonly usersAreActivated: boolean;
  /** Who creates users, if it is not the support. */
  readonly createdBy?: string;
}

/** A page in the settings of the vendor's application, where its administrator configures single sign-on. */
interface SettingsPage {
  /** What one selects to reach it, in order: "Settings", "Single sign-on". */
  readonly path: readonly [string, string, ...string[]];
  /** The name of the field on it that shows the customer's Reply URL. */
  readonly replyUrlField: string;
}

/** An app without its facts does not compile. */
export const articleFacts: Readonly<Record<AppId, ArticleFacts>> = {
  timetrack: {
    tenantIs: 'the name of your TimeTrack tenant',
    tenantNoun: 'tenant',
    placeholder: 'tenant',
    tenantFrom: 'your TimeTrack address',
    prerequisites: [
      'A TimeTrack subscription with single sign-on, and the name of your TimeTrack tenant: the first part of your ' +
        'TimeTrack address. In `https://contoso.timetrackenterprise.com` it is `contoso`.',
    ],
    usersAreActivated: true,
  },
  trakstar: {
    tenantIs: 'your namespace',
    tenantNoun: 'namespace',
    placeholder: 'YOUR_NAMESPACE',
    tenantFrom: 'the **ACS (Consumer) URL** field in Trakstar',
    settingsPage: {
      path: ['Settings', 'Authentication & SSO', 'SAML 2.0', 'Configure'],
      replyUrlField: 'ACS (Consumer) URL',
    },
    prerequisites: [
      'A Trakstar subscription with single sign-on. Single sign-on is a paid feature of Trakstar. To have it switched ' +
        'on for your organization, write to [Trakstar support](mailto:support@trakstar.com).',
    ],
    usersAreActivated: true,
    createdBy: 'your Trakstar administrator',
  },
};
