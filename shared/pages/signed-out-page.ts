import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { document } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** What the page after signing out shows. */
export interface SignedOutView {
  /** Undefined where several apps share the host and nothing tells which was left. */
  readonly appName?: string | undefined;
  /** The tenant's sign-on URL, where the tenant is known. */
  readonly signInHref?: string | undefined;
}

/** The page after signing out; goes out as `page`. */
export function signedOutPage({ appName, signInHref }: SignedOutView, language: Language): string {
  const { title, heading, stillSignedIn, signInAgain } = textsOf(language).signedOutPage;
  return document({
    language,
    title,
    appName,
    main: html`<h1>${heading(appName)}</h1>
<p>${stillSignedIn}</p>
${signInHref === undefined ? '' : html`<p class="actions"><a class="button" href="${signInHref}">${signInAgain}</a></p>`}`,
  });
}
