import { html } from 'hono/html';
import { document } from './page.ts';

/** What the page after signing out shows. */
export interface SignedOutView {
  /** Undefined where several apps share the host and nothing tells which was left. */
  readonly appName?: string | undefined;
  /** The tenant's sign-on URL, where the tenant is known. */
  readonly signInHref?: string | undefined;
}

/** The page after signing out; goes out as `page`. */
export function signedOutPage({ appName, signInHref }: SignedOutView): string {
  return document({
    title: 'You are signed out',
    appName,
    main: html`<h1>You are signed out${appName === undefined ? '' : ` of ${appName}`}</h1>
<p>Your session has ended. You may still be signed in to your organisation’s directory: on a shared computer, sign out there too or close the browser.</p>
${signInHref === undefined ? '' : html`<p class="actions"><a class="button" href="${signInHref}">Sign in again</a></p>`}`,
  });
}
