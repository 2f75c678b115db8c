import type { Site } from '../apps/site.ts';
import { endpointUrl } from '../apps/urls.ts';
import { parseSetupLinkId, type SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/** The query parameter, and the form field, that a link's token stands in. */
export const linkParameter = 'link';

/** What a link says: which one it is, and the secret that opens it. */
export interface SetupLinkToken {
  readonly id: SetupLinkId;
  /** 32 bytes, base64url. The store holds its SHA-256 alone. */
  readonly secret: string;
}

const tokenPattern = /^([0-9A-Z-]{9})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$/;

/** A token as a link carries it. */
export function formatLinkToken({ id, secret }: SetupLinkToken): string {
  return `${id}.${secret}`;
}

/** The same in the other direction; undefined where `text` is no token. */
export function parseLinkToken(text: string): SetupLinkToken | undefined {
  const [, idText = '', secret = ''] = tokenPattern.exec(text) ?? [];
  const id = parseSetupLinkId(idText);
  return id === undefined ? undefined : { id, secret };
}

/** The address that opens the set-up page of a tenant with a link. */
export function setupLinkUrl(site: Site, tenant: TenantId, token: SetupLinkToken): string {
  const url = new URL(endpointUrl(site, tenant, 'setup'));
  url.searchParams.set(linkParameter, formatLinkToken(token));
  return url.href;
}
