import type { ArticleSource } from './article-source.ts';
import { headingLink, note, points, step, wrapped } from './markdown.ts';

/** Returns the front matter, what the article is for, prerequisites, scenario, gallery and the order of the work. */
export function beginning(source: ArticleSource): string {
  return [head(source), scenario(source), fromTheGallery(source), orderOfWork(source)].join('\n\n');
}

function head({ site, facts }: ArticleSource): string {
  const { displayName: app } = site.app;
  const roles =
    'A Microsoft Entra directory, and in it one of these roles: Cloud Application Administrator, Application ' +
    'Administrator, or owner of the service principal.';
  return `---
title: Configure ${app} for single sign-on with Microsoft Entra ID
description: Set up SAML single sign-on between Microsoft Entra ID and ${app}, test it, and give ${app} what it needs.
ms.service: entra-id
ms.subservice: saas-apps
ms.topic: how-to

# Customer intent: As an IT administrator, I want people to open ${app} with their Microsoft Entra accounts.
---

# Configure ${app} for single sign-on with Microsoft Entra ID

This article connects ${app} to your Microsoft Entra directory by SAML 2.0. Afterwards you can:

${points([
  `decide in Microsoft Entra ID who uses ${app};`,
  `have people signed in to ${app} automatically with their Microsoft Entra accounts;`,
  'manage accounts in one place.',
])}

## Prerequisites

${points([roles, ...facts.prerequisites])}`;
}

function scenario({ site, facts }: ArticleSource): string {
  const { displayName: app, idpInitiated, identifier, usersAreActivated } = site.app;
  const initiation = idpInitiated
    ? `${app} supports **SP and IDP** initiated single sign-on: people can start at ${app} or at My Apps.`
    : `${app} supports **SP** initiated single sign-on. A tile in My Apps and the button **Test this application** work too: ${app} then starts the sign-in itself.`;
  const people = usersAreActivated
    ? `People must exist in ${app}, and be active there, before they sign in.`
    : `People must exist in ${app} before they sign in.`;
  const oneIdentifier =
    `The Identifier is the same for every customer, so one directory can hold one ${app} application with it. If you ` +
    `have several ${facts.tenantNoun}s in one directory, ask support before you start: each needs its own application and ` +
    'signing certificate.';
  return [
    '## Scenario description',
    points([
      initiation,
      `${people} ${app} creates no accounts by itself.`,
      'Try it with a test user first, in a test environment if you have one. Then assign everyone else.',
    ]),
    ...(identifier === 'fixed' ? [note(oneIdentifier)] : []),
  ].join('\n\n');
}

function fromTheGallery({ site }: ArticleSource): string {
  const { displayName: app } = site.app;
  return [
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
    wrapped(
      'Or use the [Enterprise App Configuration Wizard](https://portal.office.com/AdminPortal/home?Q=Docs#/azureadappintegration): ' +
        'it adds the application, assigns people and groups, lets you assign roles, and leads through single sign-on.',
    ),
  ].join('\n\n');
}

function orderOfWork({ site }: ArticleSource): string {
  const { displayName: app } = site.app;
  const nested = (title: string) => `    1. ${headingLink(title)}`;
  return [
    wrapped(
      `Single sign-on works for a person whose user in ${app} is linked to the person in Microsoft Entra ID. To set it up ` +
        'with a test user called **B.Simon**:',
    ),
    [
      `1. ${headingLink('Configure Microsoft Entra single sign-on')}`,
      nested('Create and assign a test user'),
      `1. ${headingLink(`Configure ${app} single sign-on`)}`,
      nested(`Create the ${app} test user`),
      `1. ${headingLink('Test single sign-on')}`,
    ].join('\n'),
  ].join('\n\n');
}
