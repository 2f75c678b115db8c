import { expect, it } from 'vitest';
import { placeKey, trustKey } from '../../../shared/tenants/keys/key-states.ts';
import { shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { useAdministrators } from '../../harness/administrator.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Fields, hiddenFieldsOf } from './set-up.ts';

const [running, besides] = [signingKey({ name: 'running' }), signingKey({ name: 'besides' })];

describeWithDatabase(
  'what happens to the keys while an administrator looks at what was understood',
  (database) => {
    useLog();
    const { product, open, tenantOf } = useAdministrators(database);

    /**
     * Hands the certificates `chosen` over by a form that a page showed before `meanwhile`, tests with the first of them
     * and activates; which keys are trusted then.
     */
    async function input(
      trusted: readonly (typeof running)[],
      chosen: readonly (typeof running)[],
      meanwhile: (connection: Connection) => Connection,
      edit: (fields: Fields) => Fields = (fields) => fields,
    ): Promise<readonly string[]> {
      const customer = await customerOf(product(), 'timetrack', {
        connection: { trustedKeys: trusted.map(asCertificate) },
      });
      const { app, id, connection } = customer.tenant;
      const browser = await open(customer);
      const { issuer, loginUrl } = connection;
      const certificate = chosen[0]?.certificatePem ?? '';
      const shown = await browser.post('look', { how: 'values', issuer, loginUrl, certificate });
      const author = { by: 'meanwhile', at: facts.now };
      await product().deployment.tenants.change(app, id, author, (tenant) => ({
        ...tenant,
        connection: meanwhile(tenant.connection),
      }));
      const key = chosen.map((each) => each.certificate);
      await browser.post('keep', edit({ ...hiddenFieldsOf(shown, 'keep'), key }));
      const revision = String((await tenantOf(customer)).draft?.revision);
      const started = await browser.post('test', { revision });
      const test = new URL(locationOf(started), customer.urls.replyUrl).searchParams.get('test') ?? '';
      const form = formBody(customer.message(test, {}, chosen[0] === undefined ? {} : { key: chosen[0] }));
      await ask(product().assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: cookiesOf(started),
        form,
      });
      const activated = await browser.post('activate', { revision });
      expect([activated.statusCode, locationOf(activated)]).toEqual([
        303,
        expect.stringContaining('step=done'),
      ]);
      return (await tenantOf(customer)).connection.trustedKeys.map((each) =>
        shownThumbprint(each).toLowerCase(),
      );
    }

    const next = signingKey({ name: 'next' });

    it('a key that a rollover brings stays, for nobody has decided against it', async () => {
      const brought = await input([running], [next], (connection) =>
        trustKey(connection, asCertificate(besides)),
      );
      expect(brought).toEqual([next.sha1Thumbprint, besides.sha1Thumbprint]);
    });

    it('a key that the operator retires stays retired, although the form has it', async () => {
      const kept = await input([running, besides], [next, besides], (connection) =>
        placeKey(connection, asCertificate(besides), 'retired'),
      );
      expect(kept).toEqual([next.sha1Thumbprint]);
    });

    it('a form of the release before, which does not say what it showed, goes by what is trusted when it comes', async () => {
      const kept = await input(
        [running],
        [next],
        (connection) => trustKey(connection, asCertificate(besides)),
        ({ weighed: _, ...fields }) => fields,
      );
      expect(kept).toEqual([next.sha1Thumbprint]);
    });
  },
);
