import type { AppId } from '../../shared/ids/app-id.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { asThumbprint } from '../fixtures/trusted-key.ts';
import { ask } from '../harness/ask.ts';
import { beginAt, customerOf } from '../harness/customer.ts';
import type { Watched } from './every-function.ts';

const key = signingKey();

/**
 * A certificate is pinned while somebody else changes the tenant: the guard that was claimed for it is freed. Throws
 * where the tenant did not change meanwhile, or the sign-in was refused.
 */
export async function pinInACrowd({ of, unwatched, consumerClient }: Watched): Promise<void> {
  const app: AppId = 'trakstar';
  const customer = await customerOf(unwatched, app, { connection: { trustedKeys: [asThumbprint(key)] } });
  const { tenant, urls } = customer;
  let changes = 0;
  consumerClient.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { Item } = args.input as { readonly Item?: Readonly<Record<string, { readonly S?: string }>> };
        if (commandName === 'PutItemCommand' && Item?.['sortKey']?.S === 'tenant' && changes === 0) {
          changes += 1;
          await unwatched.deployment.tenants.change(
            app,
            tenant.id,
            { by: 'operator', at: tenant.createdAt },
            (before) => ({ ...before, sessionLengthSeconds: before.sessionLengthSeconds + 60 }),
          );
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  const { requestId, cookies } = await beginAt(of['sign-on'], customer.signOnUrl());
  const form = formBody(customer.message(requestId));
  const consumer = of['assertion-consumer'].assertionConsumer;
  const { statusCode } = await ask(consumer, { url: urls.replyUrl, cookies, form });
  if (statusCode !== 303) throw new Error(`The response was answered ${statusCode}`);
  if (changes !== 1) throw new Error('Nobody changed the tenant meanwhile');
}
