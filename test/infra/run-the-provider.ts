import { hashOfSecret, newSecret, systemRandom } from '../../shared/ids/secret.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { apps } from '../fixtures/apps.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { customerOf } from '../harness/customer.ts';
import { answeredAt, authorizeUrl, loadBalancerRedirect, requestOf } from '../harness/openid-client.ts';
import { basic, formOf, tokensIn } from '../harness/openid-provider.ts';
import { aSignIn } from '../harness/samples.ts';
import { secretOfOnes } from '../ids/identifiers.ts';
import { loadBalancerClient } from '../openid/clients.ts';
import type { Watched } from './every-function.ts';

const client = loadBalancerClient();
const issuer = 'https://login.timetrackenterprise.com';
const { certificate } = signingKey({ name: 'decryption' });
/** Of RFC 7636, appendix B: `requestOf` sends its challenge. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

/** A client's sign-in and its tokens, then the code of the session that runs. Throws where one was refused. */
export async function runTheProvider({ of, unwatched, tables, signingKeyId }: Watched): Promise<void> {
  await dynamoDbClientStore(tables.tenants, apps).add(client, { by: 'maria', at: facts.now });
  const customer = await customerOf(unwatched, 'timetrack', {
    connection: { requestSigning: { keyId: signingKeyId, certificate } },
    idleTimeoutSeconds: 900,
  });
  const { authorize } = of.authorize;
  const redirectUri = loadBalancerRedirect(customer);
  const url = authorizeUrl(new URL(customer.at('/')).origin, requestOf(client, redirectUri));
  const begun = await ask(authorize, { url });
  const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
  const consumer = of['assertion-consumer'].assertionConsumer;
  const signedIn = await ask(consumer, {
    url: customer.urls.replyUrl,
    cookies: cookiesOf(begun),
    form: formBody(customer.message(requestId)),
  });
  // A session that runs already, and whose use is written.
  const { app, id: tenant, createdAt: tenantCreatedAt } = customer.tenant;
  const secret = newSecret(systemRandom);
  const running = aSignIn(
    { app, tenant },
    {
      user: customer.user,
      sessionHash: hashOfSecret(secret),
      tenantCreatedAt,
      signedInAt: secondsAfter(facts.now, -600),
      idleTimeoutSeconds: 900,
    },
  );
  await unwatched.deployment.flows.signInUnsolicited(running);
  const cookie = `__Host-session=${app}.${tenant}.${running.id}.${secret}`;
  const again = await ask(authorize, { url, cookies: [cookie] });

  const send = (parameters: Readonly<Record<string, string>>) =>
    ask(of.token.token, {
      url: `${issuer}/oauth2/token`,
      form: formOf(parameters),
      headers: basic({ client, secret: secretOfOnes }),
    });
  const codeIn = (answer: Answered) => answeredAt(locationOf(answer))['code'] ?? '';
  for (const code of [codeIn(signedIn), codeIn(again)]) {
    const parameters = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    const tokens = tokensIn(await send({ ...parameters, code_verifier: verifier }));
    tokensIn(await send({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }));
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const told = await ask(of.userinfo.userinfo, { url: `${issuer}/oauth2/userinfo`, headers });
    if (told.statusCode !== 200) throw new Error(`userinfo answered ${told.statusCode}`);
  }
}
