import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { document } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** A page in place of a sign-on that does not begin by itself. */
export interface SignOnView {
  readonly appName: string;
  /** The sign-on address that begins: an address that we built. */
  readonly signOnHref: string;
}

/** The page for a program that looks ahead: a browser goes on at once, a person by the link; goes out as `page`. */
export function lookAheadPage({ appName, signOnHref }: SignOnView, language: Language): string {
  const { title, heading, goOn } = textsOf(language).lookAheadPage;
  return document({
    language,
    title,
    appName,
    refreshHref: signOnHref,
    main: html`<h1>${heading(appName)}</h1>
<p class="actions"><a class="button" href="${signOnHref}">${goOn}</a></p>`,
  });
}

/** The page for a frame (a tab in Teams), where no directory shows its sign-in page; goes out as `framed-page`. */
export function framedPage({ appName, signOnHref }: SignOnView, language: Language): string {
  const { title, heading, why, open } = textsOf(language).framedPage;
  return document({
    language,
    title,
    appName,
    main: html`<h1>${heading(appName)}</h1>
<p>${why}</p>
<p class="actions"><a class="button" href="${signOnHref}" target="_blank" rel="noopener">${open}</a></p>`,
  });
}
