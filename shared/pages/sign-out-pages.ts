import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { signOutPath } from '../sign-in/browser/sign-out-path.ts';
import type { PageApp } from './layout.ts';
import { linkAction, messagePage, postAction } from './message-page.ts';
import { textsOf } from './text/texts.ts';

/** What the page after signing out shows. */
export interface SignedOutView {
  /** Undefined if several apps share the host and nothing tells which one it was. */
  readonly app?: PageApp | undefined;
  /** The tenant's sign-on URL, if the tenant is known. */
  readonly signInHref?: string | undefined;
}

/** Returns the page after signing out. It is sent as `page`. */
export function signedOutPage({ app, signInHref }: SignedOutView, language: Language): string {
  const { title, heading, stillSignedIn, signInAgain } = textsOf(language).signedOutPage;
  return messagePage({
    language,
    title,
    app,
    heading: heading(app?.displayName),
    text: stillSignedIn,
    actions: signInHref === undefined ? [] : [linkAction(signInHref, signInAgain)],
  });
}

/** What the page shows after a sign-out elsewhere that ended no session of this browser. */
export interface StillSignedInView {
  readonly app: PageApp;
  /** The sign-on URL of the running session's tenant. */
  readonly goOnHref: string;
}

/** Returns the page after a logout message that left this browser's session running. Sent as `page-with-form`. */
export function stillSignedInPage({ app, goOnHref }: StillSignedInView, language: Language): string {
  const { stillSignedInPage: texts, signOut, goOn } = textsOf(language);
  const { title, heading, why } = texts;
  return messagePage({
    language,
    title,
    app,
    heading: heading(app.displayName),
    text: why,
    actions: [
      postAction(signOutPath, signOut),
      html`<p class="actions"><a class="button plain" href="${goOnHref}">${goOn}</a></p>`,
    ],
  });
}
