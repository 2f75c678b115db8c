/** What the body of an answer may do in a browser. `bare`: nothing (JSON, redirects, files). */
export type ContentPolicy = 'bare' | PublicPolicy | PagePolicy;

/** Of a document that is the same for everyone: every origin may read it, and every cache may keep it. */
export interface PublicPolicy {
  readonly kind: 'public';
  /** How long a cache may keep it, in seconds. */
  readonly maximumAgeSeconds: number;
}

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
  if (policy === 'bare' || policy.kind === 'public') return nothing;
  const { formAction, scripts = '', frames = inNoFrame } = allowances[policy.kind];
  const styles = `style-src '${policy.styleHash}'`;
  return `default-src 'none'; ${styles}; ${scripts}form-action ${formAction};${frames} base-uri 'none'`;
}

/**
 * Returns the security headers of every answer, refusals and faults included. Only a public document has a CORS header
 * among them: no other origin may read any other answer.
 */
export function securityHeaders(policy: ContentPolicy): Readonly<Record<string, string>> {
  const isPublic = policy !== 'bare' && policy.kind === 'public';
  const isBare = policy === 'bare' || isPublic;
  return {
    'cache-control': isPublic ? `public, max-age=${policy.maximumAgeSeconds}` : 'no-store',
    ...(isPublic ? { 'access-control-allow-origin': '*' } : {}),
    'content-security-policy': contentPolicy(policy),
    'cross-origin-resource-policy': isPublic ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    ...(policy !== 'bare' && policy.kind === 'framed-page' ? {} : { 'x-frame-options': 'DENY' }),
    // On pages only. On a redirect, this header would permanently separate an application that signs people in in a
    // pop-up window from that window, even if the redirect ends at the application's page.
    ...(isBare ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
  };
}
