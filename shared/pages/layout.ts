import { html, raw } from 'hono/html';
import type { AppProfile } from '../apps/profile.ts';
import { mailtoHref, type SupportContact } from '../apps/support-contact.ts';
import type { Language } from '../http/language.ts';
import { safeUrl } from '../http/safe-url.ts';
import { type Markup, markupText } from './markup.ts';
import { style as styleOfEveryPage } from './style.ts';
import { textsOf } from './text/texts.ts';

/** What a page shows of its app. */
export type PageApp = Pick<AppProfile, 'displayName' | 'support'>;

/** The content of a page. Strings are escaped; {@link Markup} is not. */
export interface PageContent {
  /** The language of all texts on it. */
  readonly language: Language;
  /** The title of the tab, without the app's name. */
  readonly title: string;
  /** Its name is at the top of the page, its contact at the foot. Default: the word for signing in, and no contact. */
  readonly app?: PageApp | undefined;
  /** `alert` if something went wrong. Colour never says so alone. */
  readonly tone?: 'calm' | 'alert';
  /** The style sheet. The policy of the page must have its hash. Default: that of every page. */
  readonly style?: string;
  /** The one script: a path of this origin, which the policy of the page must allow. Default: none. */
  readonly scriptHref?: string;
  /** An address that the browser opens at once. We built it. Default: none. */
  readonly refreshHref?: string;
  /** The one `<h1>` and what follows it. */
  readonly main: Markup;
}

/**
 * Returns the document of a page. It has one inline style sheet, whose hash is in the policy, and loads nothing except
 * the script that the page names.
 */
export function document(content: PageContent): string {
  const { language, title, app, tone = 'calm', style = styleOfEveryPage, main } = content;
  const { scriptHref, refreshHref } = content;
  const wordmark = app?.displayName ?? textsOf(language).wordmark;
  return markupText(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${
    refreshHref === undefined
      ? ''
      : html`
<meta http-equiv="refresh" content="${`0; url=${refreshHref}`}">`
  }
<title>${title} – ${wordmark}</title>
<style>${raw(style)}</style>${
    scriptHref === undefined
      ? ''
      : html`
<script src="${scriptHref}" defer></script>`
  }
</head>
<body class="${tone}">
<header>
<p class="wordmark">${wordmark}</p>
${key}
</header>
<main>
${main}
</main>
${app === undefined ? '' : contactFoot(app.support, language)}
</body>
</html>
`);
}

/** A latchkey as wide as the page: bow, blade (drawn by the style sheet) and bit. */
const key = html`<div class="key" aria-hidden="true"><svg class="bow" width="20" height="20" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9"/><circle cx="10" cy="10" r="3"/></svg><svg class="bit" width="44" height="20" viewBox="0 0 44 20"><path d="M0 10H9V15H15V10H20V17H26V10H31V14H36V10H44"/></svg></div>`;

function contactFoot(support: SupportContact, language: Language): Markup {
  return html`<footer>
<p>${textsOf(language).questions(contactMarkup(support))}</p>
</footer>`;
}

/** Returns a contact with its links: the name, then the address of its mail. */
export function contactMarkup({ name, email, url }: SupportContact): Markup {
  const named = url === undefined ? html`${name}` : html`<a href="${safeUrl(url)}">${name}</a>`;
  return email === undefined ? named : html`${named} (<a href="${mailtoHref(email)}">${email}</a>)`;
}
