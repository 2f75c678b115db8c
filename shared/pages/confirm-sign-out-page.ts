import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { PageApp } from './layout.ts';
import { messagePage } from './message-page.ts';
import { signedOutTextsOf } from './text/signed-out-texts.ts';
import { textsOf } from './text/texts.ts';

/** What the page asks that ends a session only if the person wants it. */
export interface ConfirmSignOutView {
  readonly app: PageApp;
  /** A path of this origin, to which the form is posted. */
  readonly action: string;
  /** What the form sends. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where "Stay signed in" leads: a path of this origin. */
  readonly stayHref: string;
}

/**
 * Returns the page of a request to sign out that does not prove who sent it: any site can lead a browser here. It is sent
 * as `page-towards-directory`.
 */
export function confirmSignOutPage(view: ConfirmSignOutView, language: Language): string {
  const { app, action, fields, stayHref } = view;
  const { confirm } = signedOutTextsOf(language);
  const { signOut } = textsOf(language);
  return messagePage({
    language,
    title: signOut,
    app,
    heading: confirm.heading(app.displayName),
    text: confirm.why,
    actions: [
      html`<form class="actions" method="post" action="${action}">${Object.entries(fields).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
      )}<button class="button" type="submit">${signOut}</button></form>`,
      html`<p class="actions"><a class="button plain" href="${stayHref}">${confirm.stay}</a></p>`,
    ],
  });
}
