import { styleHash } from '../pages/style.ts';

/**
 * What the body of an answer may do in a browser. `bare`: nothing (JSON, redirects, files). `page`: show
 * itself. `page-with-form`: post to this origin. `page-towards-directory`: send its form to this origin and
 * be redirected to the tenant's directory. `framed-page`: show itself, inside another site's page too; it holds nothing
 * but a link. An {@link OwnStylePolicy}: the same with a style sheet of its own.
 */
export type ContentPolicy = NamedPolicy | OwnStylePolicy;

type NamedPolicy = 'bare' | 'page' | 'page-with-form' | 'page-towards-directory' | 'framed-page';

/** The policy of a page with another style sheet than every page's, which also runs scripts from this origin's files. */
export interface OwnStylePolicy {
  /** As a content security policy names it: `sha256-…`. */
  readonly styleHash: string;
}

const nothing = "default-src 'none'; frame-ancestors 'none'";

const inNoFrame = " frame-ancestors 'none';";

const pageMay = (formAction: string, styles = styleHash, scripts = '', frames = inNoFrame) =>
  `default-src 'none'; style-src '${styles}'; ${scripts}form-action ${formAction};${frames} base-uri 'none'`;

// Chromium holds every redirect after a form against form-action, and where the directory redirects on to
// (a federated one) nobody here knows: any HTTPS address, and plain HTTP only on the machine itself, which
// is where a directory stands during development.
const towardsDirectory = "'self' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*";

const contentPolicies: Readonly<Record<NamedPolicy, string>> = {
  bare: nothing,
  page: pageMay("'none'"),
  'page-with-form': pageMay("'self'"),
  'page-towards-directory': pageMay(towardsDirectory),
  'framed-page': pageMay("'none'", styleHash, '', ''),
};

function contentPolicy(policy: ContentPolicy): string {
  return typeof policy === 'string'
    ? contentPolicies[policy]
    : pageMay(towardsDirectory, policy.styleHash, "script-src 'self'; ");
}

/**
 * The security headers of every answer, refusals and faults included. There is no CORS header among them:
 * no other origin ever reads an answer of ours.
 */
export function securityHeaders(policy: ContentPolicy): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': contentPolicy(policy),
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    ...(policy === 'framed-page' ? {} : { 'x-frame-options': 'DENY' }),
    // On our own pages alone. A redirect with this header would cut an application that signs people in
    // in a pop-up window off from that window for good, although it lands on the application's own page.
    ...(policy === 'bare' ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
  };
}
