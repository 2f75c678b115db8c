import { describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import { withDraftTest } from '../../../shared/tenants/draft/draft.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { inputKey, useAdministrators, valuesOf } from '../../harness/administrator.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { provenBy } from '../../harness/samples.ts';
import { hiddenFieldsOf, makeLink, openSetup, setupUrl } from './set-up.ts';

const { now } = facts;

describeWithDatabase('the set-up page', (database) => {
  const log = useLog();
  const { product, open, begun, tenantOf } = useAdministrators(database);

  const pass = (customer: Customer, signer = inputKey) =>
    product().deployment.tenants.change(
      customer.tenant.app,
      customer.tenant.id,
      { by: 'test', at: now },
      (tenant) =>
        withDraftTest(tenant, {
          revision: tenant.draft?.revision ?? 0,
          at: now,
          outcome: 'passed',
          launch: 'page',
          signer: thumbprintsOf(signer.certificate),
          summary: '',
        }),
    );

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s', (app) => {
    it('leads an administrator from the link to a connection that people sign in by', async () => {
      const { customer, browser } = await begun(app);
      expect(locationOf(browser.opened)).not.toContain('link=');
      const steps = [
        await browser.post('go', { step: 'values' }),
        await browser.post('go', { step: 'connection' }),
      ];
      expect(steps.map(locationOf)).toEqual([
        expect.stringContaining('step=values'),
        expect.stringContaining('step=connection'),
      ]);
      const shown = await browser.post('look', valuesOf(customer));
      expect((await tenantOf(customer)).draft?.values.issuer).toBeUndefined();
      expect(locationOf(await browser.post('keep', hiddenFieldsOf(shown, 'keep')))).toContain('step=people');
      expect((await tenantOf(customer)).connection).toEqual(emptyConnection);
      const { draft } = await pass(customer);
      const activated = await browser.post('activate', { revision: String(draft?.revision) });

      expect(locationOf(activated)).toContain('step=done');
      expect((await tenantOf(customer)).connection).toEqual({
        state: 'active',
        allowSha1: false,
        issuer: customer.tenant.connection.issuer,
        loginUrl: customer.tenant.connection.loginUrl,
        logoutUrl: customer.tenant.connection.loginUrl,
        trustedKeys: [{ kind: 'certificate', certificate: inputKey.certificate }],
        provenKeys: [{ ...thumbprintsOf(inputKey.certificate), at: now }],
      });
    });

    it('shows what is entered in Entra, by Entra’s own labels', async () => {
      const { customer, browser } = await begun(app);
      const { body } = await browser.get({ step: 'values' });

      for (const url of [customer.urls.identifier, customer.urls.replyUrl, customer.urls.logoutUrl]) {
        expect(body).toContain(`>${url}</code>`);
      }
      expect(body).toContain('Reply URL (Assertion Consumer Service URL)');
      expect(body).toContain('Identifier (Entity ID)');
      expect(body).toMatch(/Relay State \(Optional\)<\/dt><dd>Leave it empty/);
    });
  });

  it('names the organisation by its display name', async () => {
    const { customer, browser } = await begun('timetrack', (tenant) => ({
      ...tenant,
      displayName: 'Acme <Ltd>',
    }));
    expect((await browser.get({ step: 'create' })).body).toContain(
      `Organisation: <bdi>Acme &lt;Ltd&gt;</bdi> (<bdi>${customer.tenant.id}</bdi>)`,
    );
  });

  it.each([
    ['people', true],
    ['test', true],
    ['activate', true],
    ['people', false],
  ])(
    'says on step %s that no one can sign in yet, with one request, unless someone is active',
    async (step, isEmpty) => {
      const { customer, browser } = await begun();
      await browser.post('keep', hiddenFieldsOf(await browser.post('look', valuesOf(customer)), 'keep'));
      const { signInName, app, tenant } = customer.user;
      await product().deployment.users.setActive(app, tenant, signInName, !isEmpty, now);
      const requests: string[] = [];
      let body = '';
      requests.push(
        ...(await database().requestsOf(async () => {
          body = (await browser.get({ step })).body ?? '';
        })),
      );

      const warning = 'No one can sign in yet: 0 people have an active account in TimeTrack.';
      expect(body.includes(warning)).toBe(isEmpty);
      expect(body.includes('1 person has an active account in TimeTrack.')).toBe(!isEmpty);
      expect(requests.filter((each) => each === 'QueryCommand')).toHaveLength(1);
    },
  );

  it('goes on, in another browser, where the first one stopped', async () => {
    const { customer, browser } = await begun();
    await browser.post('go', { step: 'connection' });
    const other = await open(customer);

    expect(locationOf(await other.get())).toContain('step=connection');
  });

  it('has every step in the tenant’s history, by the link that did it', async () => {
    const { customer, browser } = await begun();
    const shown = await browser.post('look', valuesOf(customer));
    await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
    const history = await product().deployment.tenants.history(customer.tenant.app, customer.tenant.id);
    const [opened, kept] = history.slice(-2);

    expect(opened).toMatchObject({ events: [{ kind: 'setup-link', became: 'opened' }] });
    expect(kept?.by).toBe(opened?.by);
    expect(kept?.by).toMatch(/^set-up link [0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(kept?.events).toContainEqual(expect.objectContaining({ name: 'draft' }));
  });

  describe('cannot lock anybody out:', () => {
    it('a running connection stays as it is until the activation', async () => {
      const customer = await customerOf(product(), 'timetrack');
      const before = (await tenantOf(customer)).connection;
      const browser = await open(customer);
      const shown = await browser.post('look', valuesOf(customer));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

      expect((await tenantOf(customer)).connection).toEqual(before);
      await browser.post('discard');
      expect(await tenantOf(customer)).toMatchObject({ connection: before });
      expect((await tenantOf(customer)).draft).toBeUndefined();
    });

    it('what was not tested, or was changed after its test, is not activated', async () => {
      const { customer, browser } = await begun();
      const shown = await browser.post('look', valuesOf(customer));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const activate = async () =>
        browser.post('activate', { revision: String((await tenantOf(customer)).draft?.revision) });
      const untested = await activate();
      await pass(customer);
      const fields = hiddenFieldsOf(shown, 'keep');
      await browser.post('keep', { ...fields, logoutUrl: 'https://login.example/out' });
      const changed = await activate();

      for (const { statusCode, body } of [untested, changed]) {
        expect(statusCode).toBe(409);
        expect(body).toContain('have not passed a test yet');
      }
      expect((await tenantOf(customer)).connection).toEqual(emptyConnection);
    });

    it('an operator’s word goes before the page’s', async () => {
      const { customer, browser } = await begun();
      const shown = await browser.post('look', valuesOf(customer));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const { draft } = await pass(customer);
      await product().deployment.tenants.change(
        'timetrack',
        customer.tenant.id,
        { by: 'test', at: now },
        (tenant) => ({
          ...tenant,
          connection: { ...tenant.connection, state: 'disabled' },
        }),
      );
      const { statusCode, body } = await browser.post('activate', { revision: String(draft?.revision) });

      expect(statusCode).toBe(409);
      expect(body).toContain('switched off');
    });

    it('a key that another customer has proven is not activated by who proves it too, and is told of then alone', async () => {
      const owner = await customerOf(product(), 'trakstar', {
        connection: {
          trustedKeys: [{ kind: 'certificate', certificate: inputKey.certificate }],
          ...provenBy(inputKey),
        },
      });
      const { customer, browser } = await begun('trakstar');
      const shown = await browser.post('look', {
        ...valuesOf(customer),
        issuer: owner.tenant.connection.issuer,
      });
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const { draft } = await pass(customer);
      const { statusCode, body } = await browser.post('activate', { revision: String(draft?.revision) });

      expect(shown.body).not.toContain('customer');
      expect(statusCode).toBe(409);
      expect(body).toContain('already belongs to another connection');
      expect(`${shown.body}${body}`).not.toContain(owner.tenant.id);
      expect((await tenantOf(customer)).connection).toEqual(emptyConnection);
    });

    it.each<[string, boolean]>([
      ['only lists', false],
      ['has proven', true],
    ])(
      'a key that another customer %s is activated beside the own one, unproven and without a word',
      async (_, isProven) => {
        const listed = signingKey({ name: 'of-another' });
        const owner = await customerOf(product(), 'trakstar', {
          connection: {
            trustedKeys: [asCertificate(listed)],
            ...(isProven ? provenBy(listed) : {}),
          },
        });
        const { customer, browser } = await begun('trakstar');
        const { issuer } = owner.tenant.connection;
        const shown = await browser.post('look', { ...valuesOf(customer), issuer });
        const key = [inputKey.certificate, listed.certificate];
        await browser.post('keep', { ...hiddenFieldsOf(shown, 'keep'), key });
        const { draft } = await pass(customer);
        const page = await browser.get({ step: 'activate' });
        const activated = await browser.post('activate', { revision: String(draft?.revision) });

        expect(page.body).not.toContain('another connection');
        expect(locationOf(activated)).toContain('step=done');
        expect((await tenantOf(customer)).connection.provenKeys).toEqual([
          { ...thumbprintsOf(inputKey.certificate), at: now },
        ]);
        expect((await tenantOf(owner)).connection).toEqual(owner.tenant.connection);
        // The owner's next sign-in goes by its key as ever, and the operator can still add it there.
        const connection = { ...owner.tenant.connection };
        await expect(
          product().deployment.tenants.change(
            'trakstar',
            owner.tenant.id,
            { by: 'maria', at: now },
            (tenant) => ({ ...tenant, connection: { ...connection, trustedKeys: [asCertificate(listed)] } }),
            { refuse: 'trusting' },
          ),
        ).resolves.toBeDefined();
      },
    );
  });

  it.each([
    ['when somebody last signed in', true, `Last sign-in: <time datetime="${now.toISOString()}">`],
    ['that nobody did lately', false, 'No sign-ins in the last few days.'],
  ])('says before the activation of a running connection %s, by one read', async (_, hasSignIn, text) => {
    const customer = await customerOf(product(), 'timetrack');
    if (hasSignIn) await signInAt(product(), customer);
    const browser = await open(customer);
    await browser.post('keep', hiddenFieldsOf(await browser.post('look', valuesOf(customer)), 'keep'));
    let body: string | undefined = '';
    const requests = await database().requestsOf(async () => {
      ({ body } = await browser.get({ step: 'activate' }));
    });

    expect(body).toContain(text);
    // One for the people.
    expect(requests.filter((name) => name === 'QueryCommand')).toHaveLength(2);
  });

  it('asks for no sign-ins where there can be none', async () => {
    const { browser } = await begun();
    let body: string | undefined = '';
    const requests = await database().requestsOf(async () => {
      ({ body } = await browser.get({ step: 'activate' }));
    });

    expect(body).not.toContain('No sign-ins in the last few days.');
    expect(requests.filter((name) => name === 'QueryCommand')).toHaveLength(1);
  });

  it.each([
    ['timetrack', 'en', 'The TimeTrack support team creates them.'],
    ['timetrack', 'de', 'Das Supportteam von TimeTrack legt sie an.'],
    ['trakstar', 'en', 'Your Trakstar administrator or Trakstar support creates them.'],
    ['trakstar', 'de', 'Ihre Trakstar-Administration oder der Trakstar-Support legt sie an.'],
  ] as const)('says who creates accounts of %s, in %s', async (app, language, text) => {
    const { customer, browser } = await begun(app);
    const { body } = await ask(product().setup, {
      url: setupUrl(customer, { step: 'people' }),
      cookies: browser.cookies(),
      headers: { 'accept-language': language },
    });

    expect(body).toContain(text);
    expect(body?.includes('the same team')).toBe(false);
  });

  it('shows what is active where there is nothing to activate', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const browser = await open(customer);
    const { body } = await browser.get({ step: 'done' });

    expect(locationOf(await browser.get({ step: 'activate' }))).toContain('step=done');
    expect(body).toContain(customer.tenant.connection.issuer);
    expect(body).toContain(customer.urls.signOnUrl);
  });

  it('lets who may only look change nothing', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const link = await makeLink(database().tables, customer, now, { intent: 'inspect' });
    const browser = await openSetup(product().setup, customer, link);
    for (const action of ['go', 'look', 'keep', 'test', 'activate', 'discard']) {
      const { statusCode } = await browser.post(action, { step: 'values', revision: '1' });
      expect({ action, statusCode }).toEqual({ action, statusCode: 403 });
      expect(log.decision()).toMatchObject({ problem: 'setup-read-only' });
    }
    const { body = '' } = await browser.get({ step: 'connection' });
    expect(body).toContain('but not change it');
    expect([...body.matchAll(/name="action" value="(\w+)"/g)].map(([, action]) => action)).toEqual(['leave']);
  });

  it('explains, and offers nothing, where single sign-on is not switched on', async () => {
    const { browser } = await begun('trakstar', (tenant) => ({ ...tenant, sso: false }));
    for (const answer of [await browser.get(), await browser.get({ step: 'connection' })]) {
      expect(answer.body).toContain('does not include single sign-on yet');
      expect(answer.body).toContain('support@trakstar.com');
      expect(answer.body).not.toContain('<form');
    }
  });
});
