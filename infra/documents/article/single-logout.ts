import type { ArticleSource } from './article-source.ts';
import { points, wrapped } from './markdown.ts';

/** Returns "Single logout": what a sign-out ends, on each side. */
export function singleLogout({ site, urls }: ArticleSource): string {
  const { displayName: app, signOut } = site.app;
  const fromHere =
    signOut === 'single-logout'
      ? `**Sign out in ${app}**: the session in ${app} ends first. Then Microsoft Entra ID signs the person out too, and of every other application that has a Logout Url. ${app} shows what Microsoft Entra ID reported.`
      : `**Sign out in ${app}**: the session in ${app} ends. The person stays signed in to Microsoft, and the page offers to sign out there too. To sign out of both at once, ask the support of ${app}.`;
  return [
    '## Single logout',
    wrapped(
      `Single logout is optional. It needs the **Logout Url** \`${urls.logoutUrl}\` in **Basic SAML Configuration**, and the **Logout URL** of Microsoft in ${app}.`,
    ),
    points([
      fromHere,
      `**Sign out of Microsoft**: Microsoft Entra ID opens the Logout Url in a hidden frame, and the session in ${app} ends at once. Cookies are not needed.`,
      'Without a Logout Url, each side signs out alone.',
    ]),
  ].join('\n\n');
}
