import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { document } from './layout.ts';
import { textsOf } from './text/texts.ts';

/** One of several apps at the same host. */
export interface AppChoice {
  readonly appName: string;
  /** A URL or path that we built. */
  readonly signInHref: string;
}

/** The page of a host that several apps share, for a visitor who is in none of them; goes out as `page`. */
export function chooseAppPage(choices: readonly AppChoice[], language: Language): string {
  const { title, heading } = textsOf(language).chooseAppPage;
  return document({
    language,
    title,
    main: html`<h1>${heading}</h1>
${choices.map(({ appName, signInHref }) => html`<p class="actions"><a class="button" href="${signInHref}">${appName}</a></p>`)}`,
  });
}
