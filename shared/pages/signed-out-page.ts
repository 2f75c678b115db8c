import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { signOutOfDirectoryPath } from '../sign-in/browser/sign-out-path.ts';
import type { PageApp } from './layout.ts';
import { linkAction, messagePage, postAction } from './message-page.ts';
import { signedOutTextsOf } from './text/signed-out-texts.ts';

/**
 * What is known of the directory's own session. `offered`: the directory was not asked. `leaving`: the browser goes
 * there now. `signed-out`, `partly`, `refused`: what the directory reports. `unconfirmed`: it reports nothing that can
 * be believed.
 */
type DirectoryState = 'offered' | 'leaving' | 'signed-out' | 'partly' | 'refused' | 'unconfirmed';

/** What the page says of the directory. */
export interface DirectoryView {
  readonly state: DirectoryState;
  /** The organisation's name for people, or the tenant's name in its address. */
  readonly organisation: string;
  /** `leaving`: the directory's Logout URL with a LogoutRequest. The browser opens it at once. */
  readonly href?: string;
}

/** What the page after signing out shows. */
export interface SignedOutView {
  /** Undefined if several apps share the host and nothing tells which one it was. */
  readonly app?: PageApp | undefined;
  /** The tenant's sign-on URL, if the tenant is known. */
  readonly signInHref?: string | undefined;
  /** Whether every session of the person has ended. Default false. */
  readonly isEverywhere?: boolean | undefined;
  /** Where a client of the provider wanted the browser to go on, if one did. */
  readonly continueHref?: string | undefined;
  /** Default: the directory cannot be asked, and nothing is known of it. */
  readonly directory?: DirectoryView | undefined;
}

/** States in which a button signs out of the directory: nothing says that the person is signed out there. */
const offersDirectory: ReadonlySet<DirectoryState> = new Set(['offered', 'refused', 'unconfirmed']);

/** Returns the page after signing out. It is sent as `page-with-form` if it says anything of a directory, else as `page`. */
export function signedOutPage(view: SignedOutView, language: Language): string {
  const { app, signInHref, continueHref, directory, isEverywhere = false } = view;
  const { title, heading, stillSignedIn, ...texts } = signedOutTextsOf(language);
  const organisation = html`<bdi>${directory?.organisation ?? ''}</bdi>`;
  const { state, href } = directory ?? {};
  return messagePage({
    language,
    title,
    app,
    heading: heading(app?.displayName),
    text: html`${isEverywhere ? `${texts.everywhere} ` : ''}${
      state === undefined ? stillSignedIn : texts.directory[state](organisation)
    }`,
    ...(href === undefined ? {} : { refreshHref: href }),
    actions: [
      href === undefined ? '' : linkAction(href, texts.continueTo(organisation)),
      continueHref === undefined ? '' : linkAction(continueHref, texts.continue),
      signInHref === undefined || href !== undefined
        ? ''
        : html`<p class="actions"><a class="button${continueHref === undefined ? '' : ' plain'}" href="${signInHref}">${texts.signInAgain}</a></p>`,
      state !== undefined && offersDirectory.has(state)
        ? postAction(signOutOfDirectoryPath, texts.signOutOf(organisation), 'plain')
        : '',
    ],
  });
}
