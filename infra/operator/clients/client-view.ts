import { sitesOfApp } from '../../../shared/apps/standing-site.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import type { ClientRecord } from '../../../shared/openid/client-item.ts';
import { issuerOf } from '../../../shared/openid/issuer.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, minute } from '../command-result.ts';

/** A client in the output, without the hashes of its secrets. */
export interface ClientView extends Omit<OpenIdClient, 'secrets'> {
  readonly issuers: readonly string[];
  /** Whether an app document declares it. */
  readonly declared: boolean;
  readonly secrets: readonly {
    readonly createdAt: Date;
    readonly expiresAt?: Date;
    readonly expired: boolean;
  }[];
  readonly changedAt?: Date;
  readonly changedBy?: string;
}

/** Returns a client for the output. `record` without its times: one that was not stored. */
export function viewClient(
  { sites, terminal }: Pick<CommandContext, 'sites' | 'terminal'>,
  {
    client,
    isDeclared,
    changedAt,
    changedBy,
  }: Pick<ClientRecord, 'client' | 'isDeclared'> & Partial<ClientRecord>,
): ClientView {
  const now = terminal.now();
  const { secrets, ...rest } = client;
  return {
    ...rest,
    issuers: sitesOfApp(sites, client.app).map((site) => issuerOf(sites, site)),
    declared: isDeclared,
    secrets: secrets.map(({ createdAt, expiresAt }) => ({
      createdAt,
      ...defined({ expiresAt }),
      expired: expiresAt !== undefined && expiresAt <= now,
    })),
    ...(changedBy === undefined || changedBy === '-' ? {} : defined({ changedAt, changedBy })),
  };
}

/** Returns what a person enters at the client, and what is registered of it. */
export function clientText(view: ClientView): string {
  const list = (name: string, values: readonly string[]) =>
    values.map((value, index) => [index === 0 ? name : '', value]);
  return aligned([
    ...list('Issuer', view.issuers),
    ...list(
      'Discovery',
      view.issuers.map((issuer) => `${issuer}/.well-known/openid-configuration`),
    ),
    ['Client ID', view.id],
    ['Name', view.displayName],
    ['App', view.app],
    ['Authentication', view.authentication],
    ...list('Redirect URIs', view.redirectUris),
    ...list('After sign-out', view.postLogoutRedirectUris),
    ...list('Logout tokens', view.backChannelLogoutUri === undefined ? [] : [view.backChannelLogoutUri]),
    ['Tenants', view.tenants === undefined ? 'every tenant of the app' : view.tenants.join(', ')],
    ...list('Secrets', view.secrets.map(secretText)),
    ...list(
      'Public keys',
      (view.publicKeys?.keys ?? []).map(({ kty, kid }) => kid ?? kty),
    ),
    ...(view.declared ? [['Declared', 'in the app document']] : []),
    ...(view.changedAt === undefined ? [] : [['Changed', `${minute(view.changedAt)} by ${view.changedBy}`]]),
  ]);
}

/** Returns what is known of a secret: "created 2026-11-30 12:00 UTC, expires 2026-12-07 12:00 UTC". */
function secretText({ createdAt, expiresAt, expired }: ClientView['secrets'][number]): string {
  const end = expiresAt === undefined ? '' : `, ${expired ? 'expired' : 'expires'} ${minute(expiresAt)}`;
  return `created ${minute(createdAt)}${end}`;
}
