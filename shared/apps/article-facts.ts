import type { AppId } from '../ids/app-id.ts';

/** What a set-up article says beyond the profile: the vendor's terms. */
export interface ArticleFacts {
  /** The customer's term for its tenant, with its possessive: "the name of your tenant". */
  readonly tenantIs: string;
  /** The bare noun: "tenant". */
  readonly tenantNoun: string;
  /** Where a customer finds its tenant's name. */
  readonly tenantFrom: string;
  /** The last prerequisites, one per list item. */
  readonly prerequisites: readonly string[];
  /** Whether users must be activated too, after they are created. */
  readonly usersAreActivated: boolean;
  /** Who creates users. */
  readonly createdBy: string;
}

/** An app without its facts does not compile. */
export const articleFacts: Readonly<Record<AppId, ArticleFacts>> = {
  timetrack: {
    tenantIs: 'the name of your TimeTrack tenant',
    tenantNoun: 'tenant',
    tenantFrom: 'your TimeTrack address',
    prerequisites: [
      'A TimeTrack subscription with single sign-on, and the name of your TimeTrack tenant: the first part of your ' +
        'TimeTrack address. In `https://contoso.timetrackenterprise.com` it is `contoso`.',
    ],
    usersAreActivated: true,
    createdBy: 'the same team',
  },
  trakstar: {
    tenantIs: 'your namespace',
    tenantNoun: 'namespace',
    tenantFrom: 'Trakstar support',
    prerequisites: [
      'A Trakstar subscription with single sign-on, which is a paid feature. To have it switched on, write to ' +
        '[Trakstar support](mailto:support@trakstar.com).',
      'Your namespace in Trakstar, which support tells you when single sign-on is switched on.',
    ],
    usersAreActivated: false,
    createdBy: 'your Trakstar administrator, or the same team,',
  },
};
