import { html } from 'hono/html';
import { document } from './page.ts';
import { utcTime } from './utc-time.ts';

/** Who is signed in where, and until when. */
export interface WelcomeView {
  readonly appName: string;
  /** The tenant as its address names it. */
  readonly tenant: string;
  readonly signInName: string;
  /** Shown in the heading; the sign-in name is where there is none. */
  readonly displayName?: string | undefined;
  readonly sessionEndsAt: Date;
  /** Where the sign-out form posts to. Default `/sign-out`. */
  readonly signOutPath?: string;
}

/** The page that a person lands on who asked for no other; goes out as `page-with-form`. */
export function welcomePage(view: WelcomeView): string {
  const { appName, tenant, signInName, displayName, sessionEndsAt, signOutPath = '/sign-out' } = view;
  return document({
    title: 'You are signed in',
    appName,
    main: html`<h1>You are signed in to ${appName} as <bdi>${displayName ?? signInName}</bdi></h1>
<dl class="facts">
<dt>Account</dt><dd><bdi>${signInName}</bdi></dd>
<dt>Organisation</dt><dd>${tenant}</dd>
<dt>Session ends</dt><dd>${utcTime(sessionEndsAt)}</dd>
</dl>
<form class="actions" method="post" action="${signOutPath}"><button class="button plain" type="submit">Sign out</button></form>`,
  });
}
