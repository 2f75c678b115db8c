import * as v from 'valibot';
import { freePort } from '../set-up/free-port.ts';
import type { LatchkeyProcess } from '../set-up/latchkey-process.ts';
import { type OpenIdApplication, startOpenIdApplication } from './openid-application.ts';

const added = v.object({
  secret: v.string(),
  client: v.object({ id: v.string(), issuers: v.tuple([v.string()]) }),
});

/** Registers an application by the operator's command, as a client of `app`, and starts it for people of `tenant`. */
export async function registerOpenIdApplication(
  latchkey: LatchkeyProcess,
  app: 'timetrack' | 'trakstar',
  tenant = 'acme',
): Promise<OpenIdApplication> {
  const port = await freePort();
  const at = `http://127.0.0.1:${port}`;
  const uris = ['--redirect-uri', `${at}/callback`, '--post-logout-redirect-uri', `${at}/signed-out`];
  const printed = await latchkey.operate('client', 'add', app, 'Reports', ...uris, '--json');
  const { secret, client } = v.parse(added, JSON.parse(printed));
  const [issuer] = client.issuers;
  return startOpenIdApplication(port, { issuer, tenant, clientId: client.id, clientSecret: secret });
}
