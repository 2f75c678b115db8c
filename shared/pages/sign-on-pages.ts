import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { PageApp } from './layout.ts';
import { linkAction, messagePage } from './message-page.ts';
import { textsOf } from './text/texts.ts';

/** A page instead of a sign-on that does not begin by itself. */
export interface SignOnView {
  readonly app: PageApp;
  /** The sign-on address that begins: an address that we built. */
  readonly signOnHref: string;
}

/**
 * Returns the page for a program that prefetches a sign-on: a browser continues at once, a person by the link. It is
 * sent as `page`.
 */
export function lookAheadPage({ app, signOnHref }: SignOnView, language: Language): string {
  const { lookAheadPage: texts, signIn: title, goOn } = textsOf(language);
  return messagePage({
    language,
    title,
    app,
    refreshHref: signOnHref,
    heading: texts.heading(app.displayName),
    actions: [linkAction(signOnHref, goOn)],
  });
}

/** Returns the page for a frame (a tab in Teams), where no directory shows its sign-in page. Sent as `framed-page`. */
export function framedPage({ app, signOnHref }: SignOnView, language: Language): string {
  const { framedPage: texts, signIn: title } = textsOf(language);
  return messagePage({
    language,
    title,
    app,
    heading: texts.heading(app.displayName),
    text: texts.why,
    actions: [linkAction(signOnHref, texts.open, html` target="_blank" rel="noopener"`)],
  });
}

/** One of several apps at the same host. */
export interface AppChoice {
  readonly appName: string;
  /** A URL or path that we built. */
  readonly signInHref: string;
}

/** Returns the page of a host that several apps share, for a visitor without a session. Sent as `page`. */
export function chooseAppPage(choices: readonly AppChoice[], language: Language): string {
  const { title, heading } = textsOf(language).chooseAppPage;
  return messagePage({
    language,
    title,
    heading,
    actions: choices.map(({ appName, signInHref }) => linkAction(signInHref, appName)),
  });
}
