import { html } from 'hono/html';
import type { Language } from '../../http/language.ts';
import { linkParameter } from '../../setup/setup-link-token.ts';
import { document } from '../layout.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { setupStyle } from './setup-style.ts';

/** What the pages before and after a set-up show. */
export interface LinkLandingView {
  readonly language: Language;
  readonly appName: string;
  /** Where the form goes: a path of ours with its query. */
  readonly action: string;
}

/**
 * The page that a link leads to. It asks no store and so looks alike for every link, good or bad; only the button
 * opens the link, so that a program which looks at links in mails opens nothing.
 */
export function linkLandingPage({ language, appName, action }: LinkLandingView, link: string): string {
  const { door: texts } = setupTextsOf(language);
  return document({
    language,
    title: texts.title,
    appName,
    style: setupStyle,
    main: html`<h1>${texts.heading(appName)}</h1>
<p>${texts.text}</p>
<form class="actions" method="post" action="${action}"><input type="hidden" name="action" value="open"><input type="hidden" name="${linkParameter}" value="${link}"><button class="button" type="submit">${texts.open}</button></form>
<p class="help">${texts.help}</p>`,
  });
}

/** The page after leaving. */
export function leftPage({ language, appName }: LinkLandingView): string {
  const { left: texts } = setupTextsOf(language);
  return document({
    language,
    title: texts.title,
    appName,
    style: setupStyle,
    main: html`<h1>${texts.heading}</h1>
<p>${texts.text}</p>`,
  });
}

/** The page of a customer whose subscription does not include single sign-on: it explains and offers nothing. */
export function ssoOffPage(
  { language, appName }: LinkLandingView,
  { supportName, supportEmail }: { readonly supportName: string; readonly supportEmail: string },
): string {
  const { ssoOff: texts } = setupTextsOf(language);
  const support = html`<a href="mailto:${encodeURIComponent(supportEmail).replace('%40', '@')}">${supportName}</a>`;
  return document({
    language,
    title: texts.title,
    appName,
    style: setupStyle,
    main: html`<h1>${texts.heading(appName)}</h1>
<p>${texts.text(support)}</p>`,
  });
}
