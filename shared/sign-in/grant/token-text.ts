import { type AppId, appIdPattern, parseAppId } from '../../ids/app-id.ts';
import { grantIdPattern, parseGrantId } from '../../ids/grant-id.ts';
import { secretPattern } from '../../ids/secret.ts';
import { parseTenantId } from '../../ids/tenant-id.ts';
import type { GrantName } from './grant.ts';

/** A code or an access token: the grant that it names, and the secret that proves it. */
export interface GrantToken {
  readonly grant: GrantName;
  readonly secret: string;
}

/** A refresh token. Each of a grant has the same family secret, and a secret of its own. */
export interface RefreshToken extends GrantToken {
  readonly family: string;
}

// No app id, tenant name, grant id or base64url has a dot. The tenant is read by its own parser.
const namePattern = `(${appIdPattern})\\.([a-z0-9-]{1,63})\\.(${grantIdPattern})`;
const tokenPattern = new RegExp(`^${namePattern}\\.(${secretPattern})$`);
const refreshPattern = new RegExp(`^${namePattern}\\.(${secretPattern})\\.(${secretPattern})$`);

/** Returns the text of a code or an access token: `<app>.<tenant>.<grant>.<secret>`. */
export function tokenText({ app, tenant, id }: GrantName, secret: string): string {
  return `${app}.${tenant}.${id}.${secret}`;
}

/** Returns the text of a refresh token: `<app>.<tenant>.<grant>.<family>.<secret>`. */
export function refreshTokenText(grant: GrantName, family: string, secret: string): string {
  return `${tokenText(grant, family)}.${secret}`;
}

/** Returns the code or access token in `text`; undefined where it has not that form. It proves nothing yet. */
export function parseToken(text: string): GrantToken | undefined {
  const [, app = '', tenant = '', id = '', secret = ''] = tokenPattern.exec(text) ?? [];
  const grant = grantNameOf(app, tenant, id);
  return grant && { grant, secret };
}

/** Returns the refresh token in `text`; undefined where it has not that form. It proves nothing yet. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, app = '', tenant = '', id = '', family = '', secret = ''] = refreshPattern.exec(text) ?? [];
  const grant = grantNameOf(app, tenant, id);
  return grant && { grant, family, secret };
}

function grantNameOf(appText: string, tenantText: string, idText: string): GrantName | undefined {
  const app: AppId | undefined = parseAppId(appText);
  const tenant = parseTenantId(tenantText);
  const id = parseGrantId(idText);
  return app === undefined || tenant === undefined || id === undefined ? undefined : { app, tenant, id };
}
