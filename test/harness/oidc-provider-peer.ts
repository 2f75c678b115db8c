import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Peer from 'oidc-provider';
import { newSecret } from '../../shared/ids/secret.ts';

/** Another OpenID Provider, that of the npm package `oidc-provider`, listening on this machine. */
export interface OidcPeer {
  readonly issuer: string;
  /** Issues a code for the person `person` with a scope of every claim. */
  issueCode(choices: PeerCode): Promise<string>;
  stop(): Promise<void>;
}

/** What a code of the peer is bound to. */
interface PeerCode {
  readonly client: string;
  readonly redirectUri: string;
  /** Undefined: a request without PKCE. */
  readonly codeChallenge: string | undefined;
}

/** A client of the peer. */
export interface PeerClient {
  readonly id: string;
  readonly secret?: string;
  readonly redirectUri: string;
}

/** Starts the peer with its defaults, but for refresh tokens: it issues them without `offline_access` and rotates them. */
export async function startPeer(clients: readonly PeerClient[]): Promise<OidcPeer> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const peer = new Peer(issuer, {
    clients: clients.map(({ id, secret, redirectUri }) => ({
      client_id: id,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      ...(secret === undefined
        ? { token_endpoint_auth_method: 'none' as const }
        : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' as const }),
    })),
    cookies: { keys: [newSecret()] },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    findAccount: (_, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    pkce: { required: () => false },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, RefreshToken: 28_800, Grant: 28_800 },
  });
  server.on('request', peer.callback());
  return {
    issuer,
    async issueCode({ client: clientId, redirectUri, codeChallenge }) {
      const client = await peer.Client.find(clientId);
      if (client === undefined) throw new Error(`the peer has no client ${clientId}`);
      const grant = new peer.Grant({ accountId: 'person', clientId });
      grant.addOIDCScope('openid profile');
      const code = new peer.AuthorizationCode({
        accountId: 'person',
        client,
        grantId: await grant.save(),
        gty: 'authorization_code',
        scope: 'openid profile',
        redirectUri,
        authTime: Math.floor(Date.now() / 1_000),
        ...(codeChallenge === undefined ? {} : { codeChallenge, codeChallengeMethod: 'S256' }),
      } as never);
      return code.save();
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
