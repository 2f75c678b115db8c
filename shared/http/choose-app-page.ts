import { html } from 'hono/html';
import { document } from './page.ts';

/** One of several apps at the same host. */
export interface AppChoice {
  readonly appName: string;
  /** A URL or path that we built. */
  readonly signInHref: string;
}

/** The page of a host that several apps share, for a visitor who is in none of them; goes out as `page`. */
export function chooseAppPage(choices: readonly AppChoice[]): string {
  return document({
    title: 'Which application?',
    main: html`<h1>Which application are you signing in to?</h1>
${choices.map(({ appName, signInHref }) => html`<p class="actions"><a class="button" href="${signInHref}">${appName}</a></p>`)}`,
  });
}
