import type { Connection } from './tenant.ts';

/** The connection of a tenant that nobody has set up yet: it trusts nothing and leads nowhere. */
export const emptyConnection: Connection = {
  state: 'draft',
  issuer: '',
  loginUrl: '',
  trustedKeys: [],
  allowSha1: false,
};

/** Whether a connection names a directory at all. */
export function isConfigured({ issuer, loginUrl }: Pick<Connection, 'issuer' | 'loginUrl'>): boolean {
  return issuer !== '' && loginUrl !== '';
}

/** Whether people sign in by it. */
export function isRunning(connection: Pick<Connection, 'issuer' | 'loginUrl' | 'state'>): boolean {
  return connection.state === 'active' && isConfigured(connection);
}
