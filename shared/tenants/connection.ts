import type { Connection } from './tenant.ts';

/** The connection of a tenant that is not set up yet: it trusts no key and has no address. */
export const emptyConnection: Connection = {
  state: 'draft',
  issuer: '',
  loginUrl: '',
  trustedKeys: [],
  allowSha1: false,
};

/** Returns whether a connection names a directory. */
export function isConfigured({ issuer, loginUrl }: Pick<Connection, 'issuer' | 'loginUrl'>): boolean {
  return issuer !== '' && loginUrl !== '';
}

/** Returns whether people sign in through this connection. */
export function isRunning(connection: Pick<Connection, 'issuer' | 'loginUrl' | 'state'>): boolean {
  return connection.state === 'active' && isConfigured(connection);
}
