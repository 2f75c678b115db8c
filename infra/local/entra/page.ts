import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Directory } from './directory.ts';
import type { Person } from './person.ts';

/** A piece of a page, escaped. */
export type Html = ReturnType<typeof html>;

/** What every page of the simulated Entra is made of. */
export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** `narrow` for a single question, `wide` for the portal and My Apps. */
  readonly width?: 'narrow' | 'wide';
}

/** Everybody who is signed in to a directory in this browser. */
export interface SignedIn {
  readonly directory: Directory;
  readonly people: readonly Person[];
}

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: only an interface can be merged with hono's own.
    (page: PageParts): Response | Promise<Response>;
  }
}

/** Lets `context.render` write a whole page whose head says who is signed in, and offers to sign out. */
export function renderPages(context: Context, signedIn: () => readonly SignedIn[]): void {
  context.setRenderer((page) => context.html(entraPage(page, signedIn())));
}

/** A whole page. Each says that it is a simulation, so that its keys and its directory are not mistaken for Microsoft's. */
function entraPage({ title, body, width = 'narrow' }: PageParts, signedIn: readonly SignedIn[]): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Simulated Entra</title>
    <link rel="stylesheet" href="/style.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <header class="bar">
      <a class="home" href="/">Simulated Microsoft Entra ID</a>
      <nav aria-label="Simulated Entra"><a href="/myapps">My Apps</a> <a href="/portal">Admin center</a></nav>
      ${signedIn.map(({ directory, people }) =>
        people.length === 0
          ? ''
          : html`<form class="session" method="post" action="/${directory.id}/sign-out">
        <span>${namesOf(people)} at ${directory.displayName}</span>
        <button class="quiet" type="submit">Sign out of ${directory.displayName}</button>
      </form>`,
      )}
    </header>
    <main class="${width}">${body}</main>
    <footer>
      <p><strong>This is a simulation on your own machine.</strong> Its keys are for demonstration: made at
      every start and trusted by the demonstration tenants alone. No password is asked for, and Microsoft
      has no part in it.</p>
    </footer>
  </body>
</html>`;
}

/** The names of these people, one after the other. */
export function namesOf(people: readonly Person[]): string {
  return people.map(({ displayName }) => displayName).join(', ');
}

/** The text of a form's field; undefined where it is missing or a file. */
export function textField(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}
