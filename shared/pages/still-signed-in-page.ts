import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { signOutPath } from '../sign-in/browser/sign-out-path.ts';
import type { PageApp } from './layout.ts';
import { messagePage, postAction } from './message-page.ts';
import { signedOutTextsOf } from './text/signed-out-texts.ts';
import { textsOf } from './text/texts.ts';

/** What the page shows after a sign-out elsewhere that ended no session of this browser. */
export interface StillSignedInView {
  readonly app: PageApp;
  /** The sign-on URL of the running session's tenant. */
  readonly goOnHref: string;
  /** Whether the session began after a sign-out of this browser. Default: the directory did not name it. */
  readonly hasSignedInAgain?: boolean;
}

/** Returns the page after a logout message that left this browser's session running. Sent as `page-with-form`. */
export function stillSignedInPage(
  { app, goOnHref, hasSignedInAgain = false }: StillSignedInView,
  language: Language,
): string {
  const { signOut, goOn } = textsOf(language);
  const { title, heading, why, whyAgain } = signedOutTextsOf(language).stillSignedInHere;
  return messagePage({
    language,
    title,
    app,
    heading: heading(app.displayName),
    text: hasSignedInAgain ? whyAgain : why,
    actions: [
      postAction(signOutPath, signOut),
      html`<p class="actions"><a class="button plain" href="${goOnHref}">${goOn}</a></p>`,
    ],
  });
}
