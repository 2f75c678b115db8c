import { createHash } from 'node:crypto';
import { newClientId } from '../../../shared/ids/client-id.ts';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import { dynamoDbClientStore } from '../../../shared/openid/dynamodb-client-store.ts';
import { openTables } from '../../../shared/store/dynamodb.ts';
import { tableNamesFrom } from '../../../shared/store/tables.ts';
import { apps } from '../../fixtures/apps.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, type Asked, cookiesOf, locationOf } from '../../harness/ask.ts';
import type { Customer } from '../../harness/customer.ts';
import type { RunningStage } from '../../parity/running-stage.ts';
import type { Take } from './customer-requests.ts';

/** A client as a framework is one: a secret, PKCE, state and nonce, and one redirect URI for every tenant. */
const redirectUri = 'https://reports.example.com/api/auth/callback/latchkey';
const verifier = newSecret();

/**
 * Takes one request of each function of the OpenID Provider, for a person who signs in by it.
 * @param nameId The person's sign-in name.
 */
export async function takeOpenIdRequests(
  stage: RunningStage,
  customer: Customer,
  nameId: string,
  take: Take,
): Promise<void> {
  const { app, id: tenant } = customer.tenant;
  const { origin } = new URL(customer.urls.replyUrl);
  const at = (path: string, parameters: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(parameters).toString();
    return `${origin}${path}${query === '' ? '' : `?${query}`}`;
  };
  const { id, secret } = await addClient(stage, app);
  const discovery = at(`/oauth2/${app}/.well-known/openid-configuration`);
  await expectAnswer(200, take('discovery', { url: discovery }));
  const begun = await expectAnswer(
    303,
    take('authorize', {
      url: at('/oauth2/authorize', {
        ...{ client_id: id, redirect_uri: redirectUri, response_type: 'code', tenant },
        ...{ scope: 'openid profile email', state: newSecret(), nonce: newSecret() },
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }),
    }),
  );
  const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
  const form = formBody(customer.message(requestId, { issuedAt: new Date(), nameId }), requestId);
  const posted: Asked = { url: customer.urls.replyUrl, cookies: cookiesOf(begun), form };
  const signedIn = await expectAnswer(303, take('assertion-consumer', posted, 'code-of-sign-in'));
  const code = new URL(locationOf(signedIn)).searchParams.get('code') ?? '';
  const answered = await expectAnswer(
    200,
    take('token', {
      url: at('/oauth2/token'),
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      form: new URLSearchParams({
        ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
        code_verifier: verifier,
      }).toString(),
    }),
  );
  const tokens: Readonly<Record<string, string>> = JSON.parse(answered.body ?? '{}');
  const bearer = `Bearer ${tokens['access_token']}`;
  await expectAnswer(
    200,
    take('userinfo', { url: at('/oauth2/userinfo'), headers: { authorization: bearer } }),
  );
  const hint = { id_token_hint: tokens['id_token'] ?? '' };
  await take('end-session', { url: at('/oauth2/end-session', hint), cookies: cookiesOf(signedIn) });
}

async function addClient({ client, functions }: RunningStage, app: Customer['tenant']['app']) {
  const variables: Record<string, string> = Object.assign({}, ...functions.map((each) => each.variables));
  const { tenants } = openTables(client, tableNamesFrom(variables));
  const [id, secret] = [newClientId(), newSecret()];
  const at = new Date();
  await dynamoDbClientStore(tenants, apps).add(
    {
      ...{ app, id, displayName: 'Reports', authentication: 'secret' },
      ...{ redirectUris: [redirectUri], postLogoutRedirectUris: ['https://reports.example.com/'] },
      secrets: [{ hash: hashOfSecret(secret), createdAt: at }],
    },
    { by: 'bench', at },
  );
  return { id, secret };
}

async function expectAnswer(status: number, taken: Promise<Answered>): Promise<Answered> {
  const answer = await taken;
  if (answer.statusCode === status) return answer;
  throw new Error(`Answered ${answer.statusCode} instead of ${status}: ${answer.body}`);
}
