import type { AppId } from '../../../shared/ids/app-id.ts';
import type { LatchkeyProcess } from '../../set-up/latchkey-process.ts';

/** What a program needs to be a client. */
export interface Credentials {
  readonly id: string;
  readonly secret: string;
}

interface ClientToRegister {
  readonly app: AppId;
  readonly name: string;
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
}

/** Registers a client with a secret by the operator's own command. */
export async function registerClient(
  { operate }: Pick<LatchkeyProcess, 'operate'>,
  { app, name, redirectUri, postLogoutRedirectUri }: ClientToRegister,
): Promise<Credentials> {
  const addresses = ['--redirect-uri', redirectUri, '--post-logout-redirect-uri', postLogoutRedirectUri];
  const { client, secret } = JSON.parse(await operate('client', 'add', app, name, ...addresses, '--json'));
  return { id: client.id, secret };
}
