import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { signOutPath } from '../sign-in/browser/sign-out-path.ts';
import { document } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** What the page shows after a sign-out elsewhere that ended no session of this browser. */
export interface StillSignedInView {
  readonly appName: string;
  /** The sign-on URL of the running session's tenant. */
  readonly goOnHref: string;
}

/** The page after a logout message that left this browser's session running; goes out as `page-with-form`. */
export function stillSignedInPage({ appName, goOnHref }: StillSignedInView, language: Language): string {
  const { title, heading, why, signOut, goOn } = textsOf(language).stillSignedInPage;
  return document({
    language,
    title,
    appName,
    main: html`<h1>${heading(appName)}</h1>
<p>${why}</p>
<form class="actions" method="post" action="${signOutPath}"><button class="button" type="submit">${signOut}</button></form>
<p class="actions"><a class="button plain" href="${goOnHref}">${goOn}</a></p>`,
  });
}
