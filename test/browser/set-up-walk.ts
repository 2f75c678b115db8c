import type { Page } from 'playwright-core';
import type { AppId } from '../../shared/ids/app-id.ts';
import { linkParameter } from '../../shared/setup/setup-link-token.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { emptyConnection } from '../../shared/tenants/connection.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { apps, profileOf } from '../fixtures/apps.ts';
import { makeLink } from '../functions/setup/set-up.ts';
import { aTenant, aUser } from '../harness/samples.ts';
import { tenant } from '../ids/identifiers.ts';
import type { Places } from './places.ts';
import { pickAccount } from './simulated-entra.ts';

/** The tenant that is set up: other files' tests go by Acme. */
export const tenantToSetUp = 'globex';

/** What the administrator's work was, from the link to the activated connection. */
export interface Work {
  clicks: number;
  /** Values that were carried from one window to the other. */
  copied: number;
}

/**
 * Creates the tenant again, with nothing set up and B.Simon as its one user, as an operator does for a new customer,
 * and returns the link.
 */
export async function handOver(tables: Tables, places: Places, app: AppId): Promise<string> {
  const tenants = dynamoDbTenantStore(tables.tenants, apps);
  const id = tenant(tenantToSetUp);
  const now = new Date();
  await tenants.remove(app, id);
  const input = aTenant({ app, id, sso: true, createdAt: now, updatedAt: now });
  await tenants.add({ ...input, connection: emptyConnection });
  const users = dynamoDbUserStore(tables.tenants);
  await users.add(aUser({ app, tenant: id, signInName: 'b.simon@globex.example', administrator: true }));
  const { token } = await makeLink(tables, { tenant: input }, now);
  const path = profileOf(app).paths.setup[0];
  const url = new URL(path, places.signOn(app, tenantToSetUp));
  if (app === 'trakstar') url.searchParams.set('namespace', tenantToSetUp);
  url.searchParams.set(linkParameter, token);
  return url.href;
}

/** Where Globex's admin center shows what is handed over for an app. */
export async function readMetadataUrl(page: Page, { entra }: Places, app: AppId): Promise<string> {
  await page.goto(`${entra}/portal`);
  const name = app === 'timetrack' ? 'TimeTrack' : 'Trakstar';
  await page.locator(`#${tenantToSetUp}`).getByRole('link', { name }).click();
  const [url] = /http[^\s<"]*federationmetadata\.xml\?appid=[0-9a-f-]+/.exec(await page.content()) ?? [];
  if (url === undefined) throw new Error('the admin center shows no metadata URL');
  return url;
}

/** Steps 1 to 4: from the link to the test. */
export async function walkToTest(page: Page, link: string, metadataUrl: string): Promise<Work> {
  const work: Work = { clicks: 0, copied: 0 };
  const press = async (name: string) => {
    work.clicks += 1;
    await page.getByRole('button', { name, exact: true }).click();
  };
  await page.goto(link);
  await press('Begin');
  await press('I created the application');
  work.copied += await page.locator('.copies .value').count();
  await press('I saved these values');
  await page.getByRole('link', { name: 'Metadata URL' }).click();
  await page.getByRole('textbox', { name: 'App Federation Metadata Url' }).fill(metadataUrl);
  work.copied += 1;
  work.clicks += 1;
  await press('Review');
  await press('Save these values');
  await press('I assigned people');
  await page.getByRole('button', { name: 'Test now' }).waitFor();
  return work;
}

/** Step 5: the test, in its own tab, which is returned where it has come back. */
export async function testAs(page: Page, button: string | RegExp = /^Test now/): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: button }).click();
  const tab = await opened;
  await pickAccount(tab, 'B.Simon');
  await tab.getByRole('heading', { name: /test sign-in|Testanmeldung/ }).waitFor();
  return tab;
}
