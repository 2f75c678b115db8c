import { localSites } from '../../../../infra/local/sites.ts';
import type { Terminal } from '../../../../infra/operator/terminal.ts';
import type { Site } from '../../../../shared/apps/site.ts';
import type { LambdaHandler } from '../../../../shared/endpoint/endpoint.ts';
import type { Tables } from '../../../../shared/store/dynamodb.ts';
import { ask } from '../../../harness/ask.ts';
import { productOver } from '../../../harness/product.ts';

/** The port at which the command looks for the apps. */
export const port = 8_080;

/** Answers what a command sends as a browser, by the functions over the tables of `--local`. */
export function sendToProduct(tables: Tables, sites: readonly Site[] = localSites(port)): Terminal['send'] {
  const product = productOver(tables, undefined, sites);
  const fixed: Readonly<Record<string, LambdaHandler>> = {
    '/session': product.session,
    '/sign-out': product.signOut,
    '/welcome': product.welcome,
  };
  const byPath = new Map(
    sites.flatMap(({ app }) => [
      ...app.paths['sign-on'].map((path) => [path, product.signOn] as const),
      ...app.paths['assertion-consumer'].map((path) => [path, product.assertionConsumer] as const),
    ]),
  );
  return async ({ method, url, cookies, form, headers }) => {
    const { pathname } = new URL(url);
    const handler = fixed[pathname] ?? byPath.get(pathname);
    if (handler === undefined) throw new Error(`No function answers ${pathname}`);
    const asked = { method, url, cookies, headers: { 'accept-language': 'en', ...headers } };
    const answer = await ask(handler, form === undefined ? asked : { ...asked, form });
    const location = answer.headers?.['location'];
    return {
      status: answer.statusCode ?? 0,
      location: location === undefined ? undefined : String(location),
      setCookies: answer.cookies ?? [],
      body: answer.body ?? '',
    };
  };
}
