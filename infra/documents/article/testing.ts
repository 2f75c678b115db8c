import type { ArticleSource } from './article-source.ts';
import { points } from './markdown.ts';

/** Returns "Test single sign-on": every way into the app. */
export function testing({ site, urls }: ArticleSource): string {
  const { displayName: app, idpInitiated, landingPathOfItem } = site.app;
  const atApp = `open \`${urls.signOnUrl}\` in a private window. Sign in at Microsoft. You then return to ${app}.`;
  const myApps = `**My Apps**: select the ${app} tile in [My Apps](https://support.microsoft.com/account-billing/sign-in-and-start-apps-from-the-my-apps-portal-2f3b1bae-0e5a-4a86-a33e-876fbd2a4510).`;
  const item = landingPathOfItem === undefined ? '' : ', and opens the item that Relay State names';
  const ways = idpInitiated
    ? [
        `**SP initiated**: ${atApp} Or, with a Sign on URL in Entra, select its tile in My Apps.`,
        `**IDP initiated**: on the **Single sign-on** page, go to **Test**. Select **Test this application**: you are signed in to ${app}, directly or by its Sign on URL.`,
        `${myApps} With a Sign on URL it opens ${app}, which starts the sign-in; without one it signs you in at once${item}.`,
      ]
    : [
        `On the **Single sign-on** page, go to **Test**. Select **Test this application**: ${app} starts its own sign-in and signs you in.`,
        `At ${app}: ${atApp}`,
        `${myApps} It opens ${app}, which starts the sign-in.`,
      ];
  return ['## Test single sign-on', points(ways)].join('\n\n');
}
