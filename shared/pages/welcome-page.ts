import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { signOutPath as defaultSignOutPath } from '../sign-in/browser/sign-out-path.ts';
import { document, type PageApp } from './layout.ts';
import { organisationMarkup } from './organisation.ts';
import { type OwnSessionView, ownSessionsMarkup } from './own-sessions.ts';
import { textsOf } from './text/texts.ts';
import { utcTime } from './utc-time.ts';

/** Who is signed in, to which tenant, and until when. */
export interface WelcomeView {
  readonly app: PageApp;
  /** The tenant's name in its address. */
  readonly tenant: string;
  /** The organisation's name for people. Default: the name in the address alone. */
  readonly tenantDisplayName?: string | undefined;
  readonly signInName: string;
  /** Stands in the heading. Default: the sign-in name. */
  readonly displayName?: string | undefined;
  readonly sessionEndsAt: Date;
  /** Where the person is signed in. Default: not known, and not shown. */
  readonly sessions?: readonly OwnSessionView[] | undefined;
  /** The path that the sign-out form posts to. Default `/sign-out`. */
  readonly signOutPath?: string;
}

/** Returns the page after a sign-in without a requested page. It is sent as `page-with-form`. */
export function welcomePage(view: WelcomeView, language: Language): string {
  const { app, tenant, tenantDisplayName, signInName, displayName, sessionEndsAt, sessions } = view;
  const { signOutPath = defaultSignOutPath } = view;
  const { welcomePage: texts, signOut } = textsOf(language);
  return document({
    language,
    title: texts.title,
    app,
    main: html`<h1>${texts.heading(app.displayName, html`<bdi>${displayName ?? signInName}</bdi>`)}</h1>
<dl class="facts">
<dt>${texts.account}</dt><dd><bdi>${signInName}</bdi></dd>
<dt>${texts.organisation}</dt><dd>${organisationMarkup(tenant, tenantDisplayName)}</dd>
<dt>${texts.sessionEnds}</dt><dd>${utcTime(sessionEndsAt, language)}</dd>${ownSessionsMarkup(sessions, language)}
</dl>
<form class="actions" method="post" action="${signOutPath}"><button class="button plain" type="submit">${signOut}</button></form>
<form class="actions" method="post" action="/welcome"><button class="button plain" type="submit">${texts.signOutEverywhere}</button></form>`,
  });
}
