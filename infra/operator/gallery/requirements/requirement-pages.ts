/** A page of Microsoft's that says what the gallery demands. */
export interface RequirementPage {
  readonly title: string;
  readonly url: string;
  /** The date that the page itself shows, of the version that this command was written from: `2026-08-26`. */
  readonly dated: string;
}

/**
 * The pages that this command was written from. Who changes a row after reading a later version sets its date.
 */
export const requirementPages = {
  prerequisites: {
    title: 'Prerequisites to validate and publish your app',
    url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/v2-howto-app-gallery-listing',
    dated: '2026-09-02',
  },
  'sso-requirements': {
    title: 'SSO requirements for Microsoft Entra App Gallery',
    url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/app-gallery-sso-requirements',
    dated: '2026-08-26',
  },
  'validate-saml': {
    title: 'Validate a SAML single sign-on app for Microsoft Entra App Gallery onboarding',
    url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/validate-saml-single-sign-on-app-gallery',
    dated: '2026-08-19',
  },
  publish: {
    title: 'Publish your app to Microsoft Entra App Gallery',
    url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/publish-app-gallery',
    dated: '2026-08-24',
  },
  update: {
    title: 'Update or remove your app from the Microsoft Entra App Gallery',
    url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/update-or-remove-app-gallery',
    dated: '2026-08-24',
  },
} as const satisfies Readonly<Record<string, RequirementPage>>;

/** The id of one of {@link requirementPages}. */
export type RequirementPageId = keyof typeof requirementPages;

/** After how many days a page counts as old: Microsoft changes the rules of a preview without notice. */
export const oldAfterDays = 90;

const dayMilliseconds = 86_400_000;

/** Returns the age of a page's version in whole days. */
export function ageInDays({ dated }: RequirementPage, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(dated)) / dayMilliseconds);
}

/** Returns which versions of Microsoft's pages the command was written from, as a sentence. */
export function requirementDates(): string {
  const dates = Object.values(requirementPages)
    .map(({ dated }) => dated)
    .toSorted();
  return `Requirements: Microsoft's pages in their versions of ${dates[0]} to ${dates.at(-1)}.`;
}

/** Returns a warning about pages older than {@link oldAfterDays}; none where every page is newer. */
export function oldPageWarnings(now: Date): readonly { readonly code: string; readonly message: string }[] {
  const pages = Object.values(requirementPages);
  const old = pages.filter((page) => ageInDays(page, now) > oldAfterDays);
  const [oldest] = old.map(({ dated }) => dated).sort();
  if (oldest === undefined) return [];
  return [
    {
      code: 'requirements-old',
      message:
        `${old.length} of the ${pages.length} pages of Microsoft's behind these requirements are versions of more than ` +
        `${oldAfterDays} days ago, the oldest of ${oldest}. Before you submit, compare the dates: gallery answers lists ` +
        'the pages.',
    },
  ];
}
