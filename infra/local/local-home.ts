import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, raw } from 'hono/html';
import type { Site } from '../../shared/apps/site.ts';
import { type Place, people, placesOf, tourDocument } from './places.ts';
import type { LocalSettings } from './settings.ts';

const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #13161a); --paper: light-dark(#fff, #1c2026); --line: light-dark(#d8dde4, #3a424d);
  --ink: light-dark(#1c2126, #eef1f5); --faint: light-dark(#586270, #a8b2bf); --link: light-dark(#0b5cad, #84bdff);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 .75rem; }
p { margin: 0 0 1rem; }
.lead, small { color: var(--faint); }
ul { list-style: none; margin: 0; padding: 0; }
li { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 .5rem; }
li small { display: block; }
a { color: var(--link); }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 .5rem;
  white-space: pre-wrap; font: .875rem/1.5 ui-monospace, Menlo, monospace; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;

const policy = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256')
  .update(stylesheet)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Whether a request asks for the machine itself, by name or address, and not for a host of an app. */
export function isLocalHome(host: string, path: string): boolean {
  return path === '/' && (host === 'localhost' || host === '127.0.0.1');
}

/** Answers with the home page of the local run: what is here, whom to sign in as, and what to do next. */
export function createLocalHome(settings: Pick<LocalSettings, 'port' | 'demo'>, sites: readonly Site[]) {
  const body = String(homePageOf(settings, sites));
  return async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  };
}

function homePageOf(settings: Pick<LocalSettings, 'port' | 'demo'>, sites: readonly Site[]) {
  const places = placesOf({ ...settings, sites });
  const app = sites[0]?.app.id ?? '<app>';
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Latchkey on this machine</title>
  <link rel="icon" href="data:,">
  <style>${raw(stylesheet)}</style>
</head>
<body><main>
  <h1>Latchkey on this machine</h1>
  <p class="lead">The whole product in one process: ${applicationsText(sites.length)}, single sign-on, and ${
    settings.demo ? 'three simulated customers' : 'empty tables'
  }. Nothing leaves this machine; everything ends with <code>npm start</code>.</p>
  ${settings.demo ? begin(places[0]) : ''}
  <h2>What is here</h2>
  <ul>
  ${places.map(({ name, url, what }) =>
    settings.demo
      ? html`<li><a href="${url}">${name}</a> ${what} <small>${url}</small></li>`
      : html`<li>${name} ${what} <small>${url}</small></li>`,
  )}
  </ul>
  ${
    settings.demo
      ? html`<h2>Whom to sign in as</h2>
  <ul>${people.map(({ name, what }) => html`<li><strong>${name}</strong> ${what}</li>`)}</ul>
  <p class="lead">Acme, Globex and Hooli have these three people each. No password is asked for.</p>`
      : ''
  }
  <h2>Add a customer</h2>
  <p>In another terminal, in the folder of Latchkey:</p>
  <pre>npx latchkey --local tenant add ${app} initech
npx latchkey --local setup-link create ${app} initech</pre>
  <p>The second command prints the link of the set-up page. <code>${tourDocument}</code> leads through all of it in ten
  minutes.</p>
</main></body>
</html>`;
}

function applicationsText(count: number): string {
  return ['one application', 'two applications'][count - 1] ?? `${count} applications`;
}

function begin(first: Place | undefined) {
  if (first === undefined) return '';
  const start = new URL(first.url);
  const isHostOfCustomer = start.pathname === '/' && start.search === '';
  if (isHostOfCustomer) start.pathname = '/reports/7';
  else start.searchParams.set('returnTo', '/reports/7');
  return html`<p><a href="${start.href}">Open a report of ${first.name}</a> and sign in as <strong>B.Simon</strong>.</p>`;
}
