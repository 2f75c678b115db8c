import type { Site } from '../../../../shared/apps/site.ts';
import { endpointUrl, tenantUrlPatterns } from '../../../../shared/apps/urls.ts';
import { claimMappingOf } from '../../../../shared/claims/claim-mapping.ts';
import type { TenantId } from '../../../../shared/ids/tenant-id.ts';
import type { RequirementPageId } from '../requirements/requirement-pages.ts';
import { identityMapping } from './identity-mapping.ts';
import type { VendorFacts } from './vendor-facts.ts';

/** One value that the onboarding asks for. */
export interface GalleryAnswer {
  /** Where it is asked. */
  readonly section: 'Submission' | 'Configuration' | 'Validator' | 'Requirements' | 'Contacts';
  /** The label of the field, or the requirement. */
  readonly field: string;
  /** Undefined: only the vendor knows it, and the file of facts does not say it. */
  readonly value?: string;
  /** The field of the file of facts that fills it in. */
  readonly fact?: keyof VendorFacts;
  readonly level: 'required' | 'recommended';
  /** The page of Microsoft's that asks for it. */
  readonly asks: RequirementPageId;
}

type Ask = readonly [
  field: string,
  value: string | undefined,
  asks: RequirementPageId,
  fact?: keyof VendorFacts | undefined,
  level?: GalleryAnswer['level'],
];

/** Returns every value that the onboarding of a SAML application asks for, in the order of its pages. */
export function galleryAnswers(site: Site, facts: VendorFacts): readonly GalleryAnswer[] {
  return [
    ...asked('Submission', submission(site, facts)),
    ...asked('Configuration', configuration(site)),
    ...asked('Validator', validator(site)),
    ...asked('Requirements', requirements(site, facts)),
    ...asked('Contacts', contacts(site, facts)),
  ];
}

function asked(section: GalleryAnswer['section'], asks: readonly Ask[]): readonly GalleryAnswer[] {
  return asks.map(([field, value, page, fact, level = 'required']) => ({
    section,
    field,
    ...(value === undefined ? {} : { value }),
    ...(fact === undefined ? {} : { fact }),
    level,
    asks: page,
  }));
}

function submission({ app }: Site, facts: VendorFacts): readonly Ask[] {
  return [
    ['Application name', app.displayName, 'publish'],
    ['Partner One ID (Microsoft Partner Network ID)', facts.partnerOneId, 'publish', 'partnerOneId'],
    ['Submission ID', facts.submissionId, 'validate-saml', 'submissionId'],
    ['Capabilities', 'Single Sign-On', 'publish'],
    ['Publisher', facts.publisher, 'publish', 'publisher'],
    ['Description', facts.description, 'publish', 'description'],
    ['Application URL', facts.websiteUrl, 'publish', 'websiteUrl'],
    ['Privacy statement', facts.privacyUrl, 'publish', 'privacyUrl'],
    ['Terms of use', facts.termsOfUseUrl, 'publish', 'termsOfUseUrl'],
    ['Documentation for customers', facts.documentationUrl, 'sso-requirements', 'documentationUrl'],
    ['Editions (SKUs) with single sign-on', facts.editions?.join(', '), 'sso-requirements', 'editions'],
    ['Clouds', facts.clouds?.join(', '), 'sso-requirements', 'clouds'],
  ];
}

/** The addresses as Microsoft's articles write them, with a placeholder for the customer's name. */
function configuration(site: Site): readonly Ask[] {
  const { identifier, replyUrl, signOnUrl, logoutUrl, metadataUrl } = tenantUrlPatterns(site);
  return [
    ['Identifier (Entity ID)', placeholder(site, identifier), 'validate-saml'],
    ['Reply URL (Assertion Consumer Service URL)', placeholder(site, replyUrl), 'validate-saml'],
    ['Sign on URL', placeholder(site, signOnUrl), 'validate-saml'],
    ['Logout Url', placeholder(site, logoutUrl), 'validate-saml', undefined, 'recommended'],
    [
      'Metadata of the application (Upload metadata file)',
      placeholder(site, metadataUrl),
      'validate-saml',
      undefined,
      'recommended',
    ],
    ['Unique User Identifier (Name ID)', 'user.userprincipalname, the default', 'validate-saml'],
    ['Other claims', otherClaims(site), 'validate-saml'],
    ['Signing Option, Signing Algorithm', 'Sign SAML assertion, SHA-256: the defaults', 'validate-saml'],
  ];
}

/** The claims that the application uses beside the Name ID, as an administrator enters them. */
function otherClaims({ app }: Site): string {
  const mapped = claimMappingOf(app.claims).map(
    ({ attributes: [first = ''], required, entry: { source } }) => {
      const from = source === undefined ? '' : ` from ${source}`;
      return `${first}${from}${required ? ' (required)' : ''}`;
    },
  );
  return ['objectidentifier and tenantid, which Entra always sends', ...mapped].join('; ');
}

/** Returns an address as the article of the app writes it. */
function placeholder({ app }: Site, url: string): string {
  return url.replaceAll('{tenant}', `<${app.article.placeholder}>`);
}

function validator({ app }: Site): readonly Ask[] {
  return [
    ['Protocol', 'SAML 2.0', 'validate-saml'],
    ['Sign-in flows', app.idpInitiated ? 'IdP-initiated and SP-initiated' : 'SP-initiated', 'validate-saml'],
    ['Working certificate, expected outcome', 'The person is signed in.', 'validate-saml'],
    [
      'Expired certificate, expected outcome',
      'The application refuses the sign-in. Its page says that the certificate has expired; the code is certificate-expired.',
      'validate-saml',
    ],
    ['Single Logout', singleLogoutAnswer(app), 'validate-saml', undefined, 'recommended'],
    ['How the application identifies users', identityMapping.declaration, 'validate-saml'],
  ];
}

/** What the validator captures, and what ends here when Entra signs out. */
function singleLogoutAnswer({ signOut }: Site['app']): string {
  const sends =
    signOut === 'single-logout'
      ? 'Signing out sends a LogoutRequest by Redirect, with NameID and SessionIndex.'
      : 'After signing out, “Sign out of <organisation> too” sends a LogoutRequest by Redirect, with NameID and SessionIndex.';
  return `Supported. ${sends} A LogoutRequest of Entra at the Logout Url ends the sessions that it names.`;
}

function requirements(site: Site, facts: VendorFacts): readonly Ask[] {
  const { app } = site;
  const page = 'sso-requirements';
  return [
    [
      'SAML 2.0 in SP-initiated mode, IdP-initiated mode, or both',
      app.idpInitiated ? 'Both.' : 'SP-initiated. An unsolicited message starts a sign-in by request.',
      page,
    ],
    [
      'Validates certificate key, certificate validity, issuer, audience and required claims',
      'Yes. Evidence: the rows of gallery check.',
      page,
    ],
    [
      'Tested with Microsoft Entra ID as a non-gallery application',
      facts.testedWithEntraOn && `Yes, on ${facts.testedWithEntraOn}.`,
      page,
      'testedWithEntraOn',
    ],
    [
      'Published as SaaS, or distributed to customers',
      'SaaS: each customer has its own tenant and settings.',
      page,
    ],
    ['Single Logout', singleLogoutAnswer(app), page, undefined, 'recommended'],
    [
      'Retrieves the federation metadata from its URL',
      'Yes, every 12 hours. A new certificate is trusted before it becomes active.',
      page,
      undefined,
      'recommended',
    ],
    [
      'User interface and APIs to configure single sign-on',
      `User interface: the administrator of a customer sets it up at ${placeholder(site, setupUrl(site))}. API for customers: none.`,
      page,
      undefined,
      'recommended',
    ],
    [
      'Single sign-on can be enforced for a tenant, with a way in for emergencies',
      facts.enforcement,
      page,
      'enforcement',
      'recommended',
    ],
  ];
}

function setupUrl(site: Site): string {
  return endpointUrl(site, '{tenant}' as TenantId, 'setup');
}

function contacts({ app }: Site, facts: VendorFacts): readonly Ask[] {
  const { engineeringContact: engineering, supportContact: support } = facts;
  const ofProfile = app.support.email === undefined ? undefined : `${app.support.name}, ${app.support.email}`;
  return [
    [
      'Engineering contact',
      engineering && `${engineering.name}, ${engineering.email}`,
      'sso-requirements',
      'engineeringContact',
    ],
    [
      'Support contact',
      support ? `${support.name}, ${support.email}` : ofProfile,
      'sso-requirements',
      'supportContact',
    ],
  ];
}
