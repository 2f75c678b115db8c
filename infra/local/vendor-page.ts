import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import * as v from 'valibot';
import type { AppProfile } from '../../shared/apps/profile.ts';

const session = v.object({
  tenant: v.string(),
  user: v.object({
    signInName: v.string(),
    displayName: v.optional(v.string()),
    administrator: v.optional(v.boolean()),
  }),
  signedInAt: v.pipe(v.string(), v.isoTimestamp()),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});

/** What the stand-in reads of `GET /session`. */
export type VendorSession = v.InferOutput<typeof session>;

/** The session in the body of `GET /session`, or undefined where it is not what Latchkey promises. */
export function parseSession(body: string): VendorSession | undefined {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), session), body);
  return read.success ? read.output : undefined;
}

const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f4ef, #171512); --paper: light-dark(#fff, #211e1a); --line: light-dark(#ddd6c8, #443e35);
  --ink: light-dark(#25211b, #f1ede5); --faint: light-dark(#675f52, #b3aa9b); --accent: light-dark(#0a6e62, #63cbbd);
  --on-accent: light-dark(#fff, #0c1f1c);
}
.trakstar { --accent: light-dark(#6a3fa0, #bf9df0); --on-accent: light-dark(#fff, #1d1229); }
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere;
}
header, footer { padding: .75rem 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between;
  background: var(--paper); border-bottom: 3px solid var(--accent); }
header strong { font-size: 1.125rem; }
header p, footer p { margin: 0; }
main { flex: 1; width: 100%; max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem; }
.stand-in { color: var(--faint); font-size: .875rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
h1 code { font: 600 1.25rem/1.4 ui-monospace, Menlo, monospace; color: var(--accent); }
dl { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem; margin: 0 0 1.5rem; }
dt { color: var(--faint); font-size: .875rem; }
dd { margin: 0 0 .75rem; }
dd:last-child { margin: 0; }
nav { margin: 0 0 1.5rem; }
nav p { margin: .5rem 0 0; }
nav summary { cursor: pointer; }
nav a { color: var(--accent); }
button { padding: .5rem 1.125rem; border: 1px solid var(--accent); border-radius: 6px; background: var(--accent);
  color: var(--on-accent); font: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
footer { border-top: 1px solid var(--line); color: var(--faint); font-size: .875rem; }
`;

/**
 * The content security policy of these pages. Without form-action: signing out may lead on to the
 * directory, and the policy would hold for that redirect too.
 */
export const vendorPolicy = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256')
  .update(stylesheet)
  .digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

/** Where somebody landed and as whom. */
export interface VendorPageParts {
  readonly app: AppProfile;
  /** Path and query of the request. */
  readonly target: string;
  readonly session: VendorSession;
  /** The address of the tenant's set-up page. */
  readonly setupHref: string;
}

/** The page of a signed-in person, at whatever path. */
export function vendorPage({
  app,
  target,
  session: { expiresAt, signedInAt, tenant, user },
  setupHref,
}: VendorPageParts) {
  const name = user.displayName ?? user.signInName;
  return layout(
    app.displayName,
    app.id,
    html`<header><strong>${app.displayName}</strong><p>${name} · ${tenant}</p></header>
  <main>
    <h1>You landed on <code>${target}</code></h1>
    <dl>
      <dt>Signed in as</dt><dd><strong>${name}</strong></dd>
      <dt>Sign-in name</dt><dd>${user.signInName}</dd>
      <dt>Tenant</dt><dd>${tenant}</dd>
      <dt>Since</dt><dd><time datetime="${signedInAt}">${utc(signedInAt)}</time></dd>
      <dt>Until, at the latest</dt><dd><time datetime="${expiresAt}">${utc(expiresAt)}</time></dd>
    </dl>
    ${
      user.administrator === true
        ? html`<nav aria-label="Settings"><details><summary>Settings</summary>
      <p>Authentication &amp; SSO › SAML 2.0 › <a href="${setupHref}">Configure</a></p></details></nav>`
        : ''
    }
    <form method="post" action="/sign-out"><button type="submit">Sign out</button></form>
  </main>`,
  );
}

/** The parameter of the vendor's own Sign on page that names the customer. */
export const customerParameter = 'customer';

/** The vendor's own Sign on page, which asks for the customer. */
export function vendorSignOnPage(app: AppProfile, returnTo: string) {
  return layout(
    `Sign in to ${app.displayName}`,
    app.id,
    html`<header><strong>${app.displayName}</strong></header>
  <main>
    <h1>Sign in to ${app.displayName}</h1>
    <form method="get" action="/">
      <p><label for="customer">Which customer are you from?</label>
      <input type="text" id="customer" name="${customerParameter}" value="acme" required autocapitalize="none"></p>
      <input type="hidden" name="returnTo" value="${returnTo}">
      <p><button type="submit">Continue</button></p>
    </form>
    <p>Your own Sign on page stands here. It leads each customer to the address where Latchkey begins a sign-in.</p>
  </main>`,
  );
}

/** A page that has only something to say. */
export function vendorNoticePage(title: string, text: string) {
  return layout(title, 'notice', html`<main><h1>${title}</h1><p>${text}</p></main>`);
}

/** A page of the local run itself, in place of one of the vendor's own application. */
export function unreachableApplicationPage(title: string, text: string) {
  return layout(
    title,
    'notice',
    html`<main><h1>${title}</h1><p>${text}</p></main>`,
    html`Latchkey’s local run made this page. It stands in front of your application.`,
  );
}

const standIn = html`<strong>A stand-in for the vendor’s application.</strong> It answers every path that Latchkey does not
  serve, asks Latchkey’s <code>GET /session</code> who is there, and has no other purpose.`;

function layout(
  title: string,
  theme: string,
  body: ReturnType<typeof html>,
  footer: ReturnType<typeof html> = standIn,
) {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}${footer === standIn ? ' (stand-in)' : ''}</title>
  <link rel="icon" href="data:,">
  <style>${raw(stylesheet)}</style>
</head>
<body class="${theme}">
  ${body}
  <footer><p>${footer}</p></footer>
</body>
</html>`;
}

/** `2026-11-22 23:50 UTC` */
function utc(timestamp: string): string {
  return `${new Date(timestamp).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
