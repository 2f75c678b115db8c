import type { ArticleFacts } from '../../../shared/apps/article-facts.ts';
import { mailtoHref, type SupportContact } from '../../../shared/apps/support-contact.ts';
import type { ArticleSource } from './article-source.ts';
import { menuPath, table, wrapped } from './markdown.ts';

/** Returns "Configure <app> single sign-on": what the customer hands over, to whom, and who creates its users. */
export function handover(source: ArticleSource): string {
  const { site, facts } = source;
  const { displayName: app, support, usersAreActivated } = site.app;
  return [
    `## Configure ${app} single sign-on`,
    wrapped(receiver(source)),
    table(['What', 'From'], values(source)),
    wrapped(
      'The metadata URL contains everything except the last row. None of this is secret. Never send a private key or a file with a ' +
        'password.',
    ),
    wrapped(
      'Send the Login URL as Entra shows it, `https://login.microsoftonline.com/<directory id>/saml2`. A URL with an ' +
        'id at the end, `/saml2/<service principal id>`, selects one of several applications with the same Identifier in a ' +
        'directory: use it only if support asks for it. Entra refuses signed requests there, so leave **Require ' +
        'verification certificates** off.',
    ),
    `### Create the ${app} test user`,
    wrapped(
      `Ask ${facts.createdBy ?? contactLink(support)} to create \`B.Simon\` in ${app}, with the user principal name as ` +
        `sign-in name${usersAreActivated ? ', and to activate the user. Users must be created and activated before they use single sign-on.' : '. Users must be created before they use single sign-on.'}`,
    ),
  ].join('\n\n');
}

/** Returns the support contact of an app as a link, where it has an address. */
export function contactLink({ name, email, url }: SupportContact): string {
  const href = email === undefined ? url : mailtoHref(email);
  return href === undefined ? name : `[${name}](${href})`;
}

/** Returns a sentence that says where to look where the page of the settings is missing; empty without such a page. */
export function withoutSettingsPage({ site, facts }: Pick<ArticleSource, 'site' | 'facts'>): string {
  const [menu, tab] = facts.settingsPage?.path ?? [];
  if (menu === undefined || tab === undefined) return '';
  return `If **${menu}** has no **${tab}** tab, you may not have the feature: ask ${contactLink(site.app.support)}.`;
}

function receiver({ site, facts }: ArticleSource): string {
  const { displayName: app, support } = site.app;
  return facts.settingsPage === undefined
    ? `Send to ${contactLink(support)}, who then set up single sign-on on their side:`
    : `Sign in to ${app} as an administrator, go to ${menuPath(facts.settingsPage.path)} and enter, or send to ${contactLink(support)} if you may not open that page:`;
}

function values({ site, facts, tenant }: ArticleSource): readonly string[][] {
  const { displayName: app, trustHandedOverBy } = site.app;
  return [
    [
      trustHandedOverBy === 'thumbprint'
        ? '**Thumbprint Value** of the active certificate'
        : '**Certificate (Base64)** of the active certificate: the content of the downloaded file',
      'SAML Certificates',
    ],
    ['**Microsoft Entra Identifier**', `Set up ${app}`],
    ['**Login URL**', `Set up ${app}`],
    ['**Logout URL**', `Set up ${app}`],
    ['**App Federation Metadata Url**', 'SAML Certificates'],
    [`${capitalized(facts)}${tenant === undefined ? '' : `: \`${tenant}\``}`, facts.tenantFrom],
  ];
}

function capitalized({ tenantIs }: ArticleFacts): string {
  return tenantIs.replace(/^./, (first) => first.toUpperCase());
}
