import { html, raw } from 'hono/html';
import type { Language } from '../http/language.ts';
import { type Markup, markupText } from './markup.ts';
import { style as styleOfEveryPage } from './style.ts';
import { textsOf } from './text/texts.ts';

/** What a page is made of. Strings are escaped; only {@link Markup} is taken as it is. */
export interface PageContent {
  /** What everything on it is written in. */
  readonly language: Language;
  /** What the tab and a screen reader say first, without the app's name. */
  readonly title: string;
  /** The app's name, the wordmark of the page. Default: the word for signing in. */
  readonly appName?: string | undefined;
  /** `alert` where something went wrong. It is never said by colour alone. */
  readonly tone?: 'calm' | 'alert';
  /** The style sheet, one that the policy of the page names by its hash. Default: that of every page. */
  readonly style?: string;
  /** The one script: a path of our own origin, which the policy of the page has to allow. Default: none. */
  readonly scriptHref?: string;
  /** Where a browser goes on by itself at once: an address that we built. Default: nowhere. */
  readonly refreshHref?: string;
  /** The one `<h1>` and what follows it. */
  readonly main: Markup;
}

/**
 * The whole document of a page: one style sheet that the policy names by hash, nothing loaded, and no script but one
 * of our own where a page names it.
 */
export function document(content: PageContent): string {
  const { language, title, appName, tone = 'calm', style = styleOfEveryPage, main } = content;
  const { scriptHref, refreshHref } = content;
  const wordmark = appName ?? textsOf(language).wordmark;
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
</body>
</html>
`);
}

/** A latchkey as wide as the page: bow, blade (drawn by the style sheet) and bit. */
const key = html`<div class="key" aria-hidden="true"><svg class="bow" width="20" height="20" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9"/><circle cx="10" cy="10" r="3"/></svg><svg class="bit" width="44" height="20" viewBox="0 0 44 20"><path d="M0 10H9V15H15V10H20V17H26V10H31V14H36V10H44"/></svg></div>`;
