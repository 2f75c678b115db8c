import type { Site } from '../apps/site.ts';
import { endpointUrl } from '../apps/urls.ts';
import { parseSetupLinkId, type SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/** The query parameter and form field with the token of a link. */
export const linkParameter = 'link';

/** The token in a link: its id, and the secret that opens it. */
export interface SetupLinkToken {
  readonly id: SetupLinkId;
  /** 32 bytes, base64url. The store has only its SHA-256. */
  readonly secret: string;
}

const tokenPattern = /^([0-9A-Z-]{9})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$/;

/** Returns a token as a link carries it. */
export function formatLinkToken({ id, secret }: SetupLinkToken): string {
  return `${id}.${secret}`;
}

/** Returns the token in `text`. Undefined if it is none. */
export function parseLinkToken(text: string): SetupLinkToken | undefined {
  const [, idText = '', secret = ''] = tokenPattern.exec(text) ?? [];
  const id = parseSetupLinkId(idText);
  return id === undefined ? undefined : { id, secret };
}

/** Returns the address of a link. */
export function setupLinkUrl(site: Site, tenant: TenantId, token: SetupLinkToken): string {
  const url = new URL(endpointUrl(site, tenant, 'setup'));
  url.searchParams.set(linkParameter, formatLinkToken(token));
  return url.href;
}
