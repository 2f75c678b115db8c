import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Directory } from './directory.ts';
import type { AccountSession } from './directory-session.ts';
import type { PageParts } from './page.ts';

/** How long the sign-out page waits for its frames before it goes on. */
const framesTimeoutMilliseconds = 5_000;

const goOn = `const next = document.querySelector('main a.next').href;
const go = () => location.replace(next);
addEventListener('load', go);
setTimeout(go, ${framesTimeoutMilliseconds});`;

const goOnHash = `sha256-${createHash('sha256').update(goOn).digest('base64')}`;

/** The end of a session at the directory. */
export interface SignedOutOfAccountView {
  readonly directory: Directory;
  /** The applications to tell, each in a hidden frame. */
  readonly frames: readonly { readonly target: string; readonly url: string }[];
  /** Where the person goes afterwards; undefined: they stay. */
  readonly next: { readonly target: string; readonly url: string } | undefined;
}

/**
 * "You signed out of your account": tells the applications in hidden frames and looks at none of their answers. Then it
 * goes back to the application that asked, if one did.
 */
export function signedOutOfAccountPage({ directory, frames, next }: SignedOutOfAccountView): PageParts {
  return {
    title: 'Sign out',
    body: html`<section class="card">
  <p class="brand">${directory.displayName}</p>
  <h1>You signed out of your account</h1>
  <p>It’s a good idea to close all browser windows.</p>
  ${
    next === undefined
      ? ''
      : html`<p class="actions"><a class="button next" href="${next.url}">Continue to ${next.target}</a></p>
  <script>${raw(goOn)}</script>`
  }
</section>
${frames.map(({ target, url }) => html`<iframe hidden title="Signs out of ${target}" src="${url}"></iframe>`)}`,
  };
}

/** The content security policy of {@link signedOutOfAccountPage}: frames of these applications and of nothing else. */
export function signedOutPolicy({ frames }: Pick<SignedOutOfAccountView, 'frames'>): string {
  const origins = new Set(frames.map(({ url }) => new URL(url).origin));
  return [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    `script-src '${goOnHash}'`,
    // An application answers its frame by a redirect to the directory.
    `frame-src ${["'self'", ...origins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** "Which account do you want to sign out of?", where several people are signed in to the directory. */
export function signOutPickerPage(
  directory: Directory,
  sessions: readonly AccountSession[],
  carried: Readonly<Record<string, string | undefined>>,
): PageParts {
  return {
    title: 'Sign out',
    body: html`<section class="card">
  <p class="brand">${directory.displayName}</p>
  <h1>Pick an account</h1>
  <p>Which account do you want to sign out of?</p>
  <form method="post" action="/${directory.id}/sign-out">
    ${Object.entries(carried).map(([name, value]) =>
      value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
    )}
    <fieldset class="accounts">
    <legend>Accounts in ${directory.displayName}</legend>
    ${sessions.map(
      ({ person }, index) => html`<label class="account">
      <input type="radio" name="account" value="${person.userPrincipalName}" required ${index === 0 ? 'checked' : ''}>
      <span class="face" aria-hidden="true">${person.displayName.slice(0, 1)}</span>
      <span><strong>${person.displayName}</strong><br><small>${person.userPrincipalName}</small></span>
    </label>`,
    )}
    </fieldset>
    <p class="actions"><button type="submit">Sign out</button></p>
  </form>
</section>`,
  };
}
