import { articleFacts } from '../../../shared/apps/article-facts.ts';
import { productionSite, type Site } from '../../../shared/apps/site.ts';
import { mailtoHref, type SupportContact } from '../../../shared/apps/support-contact.ts';
import { type TenantUrls, tenantUrlPatterns, tenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { ArticleSource } from './article-source.ts';
import { configuration } from './configuration.ts';
import { note, points, step, wrapped } from './markdown.ts';
import { troubleshooting } from './troubleshooting.ts';

/**
 * The article by which a customer's administrator sets up single sign-on, in the format of Microsoft's own
 * articles. Markdown, ending with one line end.
 * @param tenant The customer whose values are to stand in it; without, `<tenant>` stands for its name.
 */
export function entraArticle(site: Site, tenant?: TenantId): string {
  const source: ArticleSource = {
    site,
    facts: articleFacts[site.app.id],
    urls: tenant === undefined ? withPlaceholder(tenantUrlPatterns(site)) : tenantUrls(site, tenant),
    tenant,
  };
  return `${[head(source), beginning(source), configuration(source), handover(source), testing(source), ending(source)].join('\n\n')}\n`;
}

/** docs/entra/<app>.md: the article for every customer of the app in production. */
export function entraArticleDocument(app: Site['app']): string {
  return entraArticle(productionSite(app));
}

function withPlaceholder(urls: TenantUrls): TenantUrls {
  const entries = Object.entries(urls).map(([name, url]) => [name, url.replace('{tenant}', '<tenant>')]);
  return Object.fromEntries(entries);
}

function head({ site }: ArticleSource): string {
  const { displayName: app } = site.app;
  return `---
title: Configure ${app} for single sign-on with Microsoft Entra ID
description: Set up SAML single sign-on between Microsoft Entra ID and ${app}, test it, and send ${app} what it needs.
ms.service: entra-id
ms.subservice: saas-apps
ms.topic: how-to

# Customer intent: As an IT administrator, I want people to open ${app} with their Microsoft Entra accounts.
---

# Configure ${app} for single sign-on with Microsoft Entra ID

${wrapped(`This article connects ${app} to your Microsoft Entra directory. Afterwards you decide in Microsoft Entra ID who uses ${app}, and people open it with the account that they already have.`)}`;
}

function beginning({ site, facts }: ArticleSource): string {
  const { displayName: app, idpInitiated, identifier } = site.app;
  const roles =
    'A Microsoft Entra directory, and in it one of these roles: Cloud Application Administrator, Application ' +
    'Administrator, or owner of the service principal.';
  const launch = idpInitiated
    ? `${app} supports **SP and IDP** initiated single sign-on: people can start at ${app} or at My Apps.`
    : `${app} supports **SP** initiated single sign-on. A tile in My Apps and the button **Test this application** work too: ${app} then starts the sign-in itself.`;
  const people = facts.usersAreActivated
    ? `People must exist in ${app}, and be active there, before they sign in.`
    : `People must exist in ${app} before they sign in.`;
  const oneIdentifier =
    `The Identifier is the same for every customer, so one directory can hold one ${app} application with it. If you ` +
    `have several ${facts.tenantNoun}s in one directory, ask support before you start: each needs its own application and ` +
    'signing certificate.';
  return [
    '## Prerequisites',
    points([roles, ...facts.prerequisites]),
    '## Scenario description',
    points([launch, `${people} ${app} creates no accounts by itself.`]),
    ...(identifier === 'fixed' ? [note(oneIdentifier)] : []),
    `## Add ${app} from the gallery`,
    [
      step(
        'Sign in to the [Microsoft Entra admin center](https://entra.microsoft.com) as at least a Cloud Application Administrator.',
      ),
      step('Browse to **Entra ID** > **Enterprise apps** > **New application**.'),
      step(`In **Add from the gallery**, type **${app}** in the search box.`),
      step(
        `Select **${app}** from the results, then **Create**. Wait a few seconds while the application is added.`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

function handover({ site, facts, tenant }: ArticleSource): string {
  const { displayName: app } = site.app;
  const byThumbprint = site.app.trustHandedOverBy === 'thumbprint';
  const rows = [
    byThumbprint
      ? ['**Thumbprint** of the active certificate', 'SAML Certificates']
      : ['**Certificate (Base64)** of the active certificate: the downloaded file', 'SAML Certificates'],
    ['**Microsoft Entra Identifier**', `Set up ${app}`],
    ['**Login URL**', `Set up ${app}`],
    ['**Logout URL**', `Set up ${app}`],
    ['**App Federation Metadata Url**', 'SAML Certificates'],
    [
      `${facts.tenantIs.replace(/^./, (first) => first.toUpperCase())}${tenant === undefined ? '' : `: \`${tenant}\``}`,
      facts.tenantFrom,
    ],
  ];
  const activate = facts.usersAreActivated ? ', and to activate the account' : '';
  return [
    `## Configure ${app} single sign-on`,
    `Send to ${contactLink(site.app.support)}:`,
    ['| What | From |', '|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n'),
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
      `Ask ${facts.createdBy} to create \`B.Simon\` in ${app}, with the user principal name as sign-in name${activate}.`,
    ),
  ].join('\n\n');
}

function contactLink({ name, email, url }: SupportContact): string {
  const href = email === undefined ? url : mailtoHref(email);
  return href === undefined ? name : `[${name}](${href})`;
}

function testing(source: ArticleSource): string {
  const { site, urls } = source;
  const { displayName: app, idpInitiated } = site.app;
  const atApp = `**SP initiated**: open \`${urls.signOnUrl}\` in a private window. Sign in at Microsoft. You then return to ${app}.`;
  const ways = idpInitiated
    ? [
        atApp,
        `**IDP initiated**: select **Test** > **Test this application** on the **Single sign-on** page. You are signed in to ${app}.`,
        `**My Apps**: select the ${app} tile. With a Sign on URL it opens ${app}, which starts the sign-in; without one it signs you in at once, and opens the item that Relay State names.`,
      ]
    : [
        atApp,
        `**Test this application**, on the **Single sign-on** page under **Test**: ${app} starts its own sign-in and signs you in.`,
        `**My Apps**: select the ${app} tile.`,
      ];
  return ['## Test single sign-on', points(ways), troubleshooting(source)].join('\n\n');
}

function ending({ site }: ArticleSource): string {
  const { displayName: app, trustHandedOverBy } = site.app;
  const key = trustHandedOverBy === 'thumbprint' ? 'thumbprint' : 'Base64 file';
  return `## Renew the certificate

${wrapped(`Microsoft Entra ID reminds you 60, 30 and 7 days before the certificate expires. Create the new one, send its ${key} to ${app}, and make it active once they confirm. With an expired certificate sign-in fails for everyone.`)}

## Related content

* [Manage certificates for federated single sign-on](https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on)
* [Session control with Microsoft Defender for Cloud Apps](https://learn.microsoft.com/defender-cloud-apps/proxy-intro-aad)`;
}
