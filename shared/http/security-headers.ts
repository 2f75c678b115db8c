/** What the body of an answer may do in a browser. `bare`: nothing (JSON, redirects, files). */
export type ContentPolicy = 'bare' | PagePolicy;

/** What a page may do in a browser. */
export interface PagePolicy {
  readonly kind: PageKind;
  /** The one style sheet of the page, as a content security policy names it: `sha256-…`. */
  readonly styleHash: string;
}

/**
 * `page`: shows itself. `page-with-form`: posts to this origin. `page-towards-directory`: posts to this origin, which
 * redirects to the tenant's directory. `page-with-script`: the same, and runs scripts from this origin. `framed-page`:
 * shows itself, also inside another site's page; it contains only a link.
 */
export type PageKind =
  | 'page'
  | 'page-with-form'
  | 'page-towards-directory'
  | 'page-with-script'
  | 'framed-page';

const nothing = "default-src 'none'; frame-ancestors 'none'";

const inNoFrame = " frame-ancestors 'none';";

// Chromium applies form-action to every redirect after a form. A federated directory redirects on to an unknown
// address, so any HTTPS address is allowed, and plain HTTP only to this machine, where a directory runs during
// development.
const towardsDirectory = "'self' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*";

interface Allowance {
  readonly formAction: string;
  readonly scripts?: string;
  readonly frames?: string;
}

const allowances: Readonly<Record<PageKind, Allowance>> = {
  page: { formAction: "'none'" },
  'page-with-form': { formAction: "'self'" },
  'page-towards-directory': { formAction: towardsDirectory },
  'page-with-script': { formAction: towardsDirectory, scripts: "script-src 'self'; " },
  'framed-page': { formAction: "'none'", frames: '' },
};

function contentPolicy(policy: ContentPolicy): string {
  if (policy === 'bare') return nothing;
  const { formAction, scripts = '', frames = inNoFrame } = allowances[policy.kind];
  const styles = `style-src '${policy.styleHash}'`;
  return `default-src 'none'; ${styles}; ${scripts}form-action ${formAction};${frames} base-uri 'none'`;
}

/**
 * Returns the security headers of every answer, refusals and faults included. There is no CORS header among them: no
 * other origin may read an answer.
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
    ...(policy !== 'bare' && policy.kind === 'framed-page' ? {} : { 'x-frame-options': 'DENY' }),
    // On pages only. On a redirect, this header would permanently separate an application that signs people in in a
    // pop-up window from that window, even if the redirect ends at the application's page.
    ...(policy === 'bare' ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
  };
}
