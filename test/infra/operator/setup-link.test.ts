import { describe, expect, it } from 'vitest';
import { parseSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import { parseLinkToken } from '../../../shared/setup/setup-link-token.ts';
import { valuesOf, withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { vouching } from '../../functions/setup/administrator.ts';
import { makeLink } from '../../functions/setup/set-up.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant, aUser } from '../../harness/samples.ts';
import { tenant } from '../../ids/identifiers.ts';

describe('latchkey setup-link', () => {
  const local = useLocalTables();
  const linkOf = (document: Record<string, unknown>) => document['link'] as { readonly id: string };

  it('create shows the link once, and keeps no secret', async () => {
    await local.run('tenant add timetrack acme');
    const { exitCode, stdout, stderr } = await local.run('setup-link create timetrack acme --expires 12h');
    const [, token = ''] =
      /http:\/\/acme\.timetrack\.localhost:8080\/api\/v2\/azure\/setup\?link=(\S+)/.exec(stdout) ?? [];
    const read = parseLinkToken(token);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(read?.id).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(stdout).toContain('until 2026-11-23 00:00 UTC');
    const later = [
      await local.run('setup-link list timetrack acme'),
      await local.run('tenant history timetrack acme'),
    ];
    for (const each of later) {
      expect(each.stdout).toContain(String(read?.id));
      expect(each.stdout).not.toContain(String(read?.secret));
    }
  });

  it('create warns where single sign-on is switched off', async () => {
    await local.run('tenant add trakstar acme');
    const { stderr } = await local.run('setup-link create trakstar acme');

    expect(stderr).toContain('tenant set trakstar acme --sso on');
  });

  it.each([
    ['set-up', 'to change the set-up until'],
    ['renew-certificate', 'to add its next certificate until'],
    ['inspect', 'to view the set-up until'],
  ])('create --intent %s says what whoever has it can do', async (intent, text) => {
    const { stdout } = await local.run(`setup-link create timetrack acme --intent ${intent}`);
    expect(stdout).toContain(text);
  });

  it.each([
    ['--expires 31d', 2],
    ['--expires 0m', 2],
    ['--expires soon', 2],
    ['--intent take-over', 2],
    ['--intent inspect --once --expires 30m', 0],
  ])('create %s ends with %i', async (options, exitCode) => {
    expect((await local.run(`setup-link create timetrack acme ${options}`)).exitCode).toBe(exitCode);
  });

  it('revoke discards the draft that was made with the link, and tenant show tells what that would have done', async () => {
    const at = (appId: string) => `https://login.microsoftonline.com/a/federationmetadata.xml?appid=${appId}`;
    const tenants = dynamoDbTenantStore(local.tables().tenants, apps);
    const running = aTenant({ connection: { metadataUrl: at('aaaa') } });
    await tenants.add(running);
    const { id } = linkOf(await local.json(`setup-link create timetrack ${running.id}`));
    const link = parseSetupLinkId(id) ?? expect.unreachable();
    const values = { ...valuesOf(running.connection), metadataUrl: at('bbbb') };
    await tenants.change('timetrack', running.id, { by: 'test', at: facts.now }, (tenant) =>
      withDraftValues(tenant, values, 'test', facts.now, { link, kind: 'set-up' }),
    );
    const { stdout } = await local.run(`tenant show timetrack ${running.id}`);
    expect(stdout).toContain(`by set-up link L-${id}`);
    expect(stdout).toContain('it would switch to another application of the directory');

    const revoke = `setup-link revoke timetrack ${running.id} ${id}`;
    expect(await local.json(revoke)).toMatchObject({ revoked: true, draftGivenUp: true });
    expect((await tenants.find('timetrack', running.id))?.draft).toBeUndefined();
    expect(await local.json(revoke)).toMatchObject({ revoked: false, draftGivenUp: false });

    await tenants.change('timetrack', running.id, { by: 'test', at: facts.now }, (tenant) => ({
      ...tenant,
      connection: { ...tenant.connection, metadataUrl: at('bbbb') },
    }));
    const history = await local.run(`tenant history timetrack ${running.id}`);
    expect(history.stdout).toContain(`${at('bbbb')} (another application)`);
  });

  it('list tells the state of each', async () => {
    await local.run('tenant add timetrack globex');
    const empty = await local.run('setup-link list timetrack globex');
    const { id } = linkOf(await local.json('setup-link create timetrack globex --once'));
    const { stdout } = await local.run('setup-link list timetrack globex');

    expect(empty.stdout).toContain('setup-link create timetrack globex');
    expect(stdout).toMatch(
      new RegExp(`${id} +open +set-up, once +2026-11-29 12:00 UTC +0 +maria@workstation`),
    );
  });

  it("list names an administrator's own page and the links that it made", async () => {
    await local.run('tenant add timetrack umbrella');
    const { app, id } = aTenant({ app: 'timetrack', id: tenant('umbrella') });
    for (const holder of ['self', 'colleague'] as const) {
      const administrator = vouching(aUser({ app, tenant: id }), holder);
      await makeLink(local.tables(), { tenant: aTenant({ app, id }) }, facts.now, {
        intent: 'administer',
        administrator,
      });
    }
    const { stdout } = await local.run('setup-link list timetrack umbrella');
    expect(stdout).toMatch(/open +administer, own page +/);
    expect(stdout).toMatch(/open +administer, for a colleague +/);
  });

  it('create forgets links that have been over for a month', async () => {
    await local.run('tenant add timetrack hooli');
    const old = linkOf(await local.json('setup-link create timetrack hooli --expires 1d'));
    const days = (count: number) => new Date(facts.now.getTime() + count * 86_400_000);
    await local.run('setup-link create timetrack hooli', { now: days(30) });
    const before = await local.run('setup-link list timetrack hooli', { now: days(32) });
    await local.run('setup-link create timetrack hooli', { now: days(32) });
    const after = await local.run('setup-link list timetrack hooli', { now: days(32) });

    expect(before.stdout).toMatch(new RegExp(`${old.id} +expired`));
    expect(after.stdout).not.toContain(old.id);
  });

  it('revoke closes one, once, and is in the history', async () => {
    const { id } = linkOf(await local.json('setup-link create timetrack acme'));
    const revoked = await local.json(`setup-link revoke timetrack acme ${id}`);
    const again = await local.json(`setup-link revoke timetrack acme ${id.toLowerCase()}`);

    expect([revoked['revoked'], again['revoked']]).toEqual([true, false]);
    expect((await local.run('tenant history timetrack acme')).stdout).toContain(
      `Revoked set-up link L-${id}`,
    );
  });

  it.each([
    ['as it is shown', (id: string) => `L-${id}`],
    ['in lower case', (id: string) => `l-${id.toLowerCase()}`],
    ['without its prefix, as earlier releases showed it', (id: string) => id],
  ])('revoke takes a link id %s', async (_, typed) => {
    const { id } = linkOf(await local.json('setup-link create timetrack acme'));

    expect(await local.json(`setup-link revoke timetrack acme ${typed(id)}`)).toMatchObject({
      link: id,
      revoked: true,
    });
  });

  it('a link id is shown with a prefix by which nobody takes it for a reference', async () => {
    const created = await local.run('setup-link create timetrack acme');
    const [, shown] = /setup-link revoke timetrack acme (\S+)/.exec(created.stdout) ?? [];
    const listed = await local.run('setup-link list timetrack acme');
    const revoked = await local.run(`setup-link revoke timetrack acme ${shown}`);

    expect(shown).toMatch(/^L-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(listed.stdout).toContain(shown);
    expect(revoked.stdout).toContain(`Set-up link ${shown} is revoked`);
  });

  it('tenant history shows whose link changed something as the list shows the link', async () => {
    const tenants = dynamoDbTenantStore(local.tables().tenants, apps);
    const tenant = aTenant();
    await tenants.add(tenant);
    const author = { by: 'set-up link 7KQF-M2ZD', at: facts.now };
    await tenants.change('timetrack', tenant.id, author, (before) => ({ ...before, sso: false }));
    const { stdout } = await local.run(`tenant history timetrack ${tenant.id}`);

    expect(stdout).toContain('set-up link L-7KQF-M2ZD');
  });

  it.each([
    ['create timetrack nobody', 'tenant-unknown'],
    ['list timetrack nobody', 'tenant-unknown'],
    ['revoke timetrack acme AAAA-AAAA', 'link-unknown'],
  ])('%s is refused as %s', async (line, code) => {
    const { exitCode, stdout } = await local.run(`setup-link ${line} --json`);

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code } });
  });
});
