import { styleHash } from './style.ts';

/**
 * What the body of an answer may do in a browser. `bare`: nothing (JSON, redirects, files). `page`: show
 * itself. `page-with-form`: post to this origin. `page-towards-directory`: send its form to this origin and
 * be redirected to the tenant's directory.
 */
export type ContentPolicy = 'bare' | 'page' | 'page-with-form' | 'page-towards-directory';

const nothing = "default-src 'none'; frame-ancestors 'none'";

const pageMay = (formAction: string) =>
  `default-src 'none'; style-src '${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`;

const contentPolicies: Readonly<Record<ContentPolicy, string>> = {
  bare: nothing,
  page: pageMay("'none'"),
  'page-with-form': pageMay("'self'"),
  // Chromium holds every redirect after a form against form-action, and where the directory redirects on to
  // (a federated one) nobody here knows: any HTTPS address, and plain HTTP only on the machine itself, which
  // is where a directory stands during development.
  'page-towards-directory': pageMay(
    "'self' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*",
  ),
};

/**
 * The security headers of every answer, refusals and faults included. There is no CORS header among them:
 * no other origin ever reads an answer of ours.
 */
export function securityHeaders(policy: ContentPolicy): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': contentPolicies[policy],
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // On our own pages alone. A redirect with this header would cut an application that signs people in
    // in a pop-up window off from that window for good, although it lands on the application's own page.
    ...(policy === 'bare' ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
  };
}
