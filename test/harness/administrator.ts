import { beforeAll, expect } from 'vitest';
import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { emptyConnection } from '../../shared/tenants/connection.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { makeLink, openSetup } from '../functions/setup/set-up.ts';
import { type Customer, customerOf } from './customer.ts';
import type { Database } from './database.ts';
import { type Product, productOver } from './product.ts';

const { now } = facts;

/** The certificate that the directory signs with. */
export const inputKey = signingKey({ name: 'handed-over' });

/** What the directory's administrator reads in Entra, value by value. */
export const valuesOf = ({ tenant }: Customer) => ({
  how: 'values',
  issuer: tenant.connection.issuer,
  loginUrl: tenant.connection.loginUrl,
  logoutUrl: tenant.connection.loginUrl,
  certificate: inputKey.certificatePem,
});

/** A product whose customers' administrators set their tenants up; nothing is fetched but by `metadata`. */
export function useAdministrators(
  database: () => Database,
  metadata: MetadataSource = { fetch: () => expect.unreachable() },
) {
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => now, undefined, { metadata });
  });

  const open = async (customer: Customer) =>
    openSetup(product.setup, customer, await makeLink(database().tables, customer, now));

  return {
    product: () => product,

    /** Opens a new link of a customer in a browser. */
    open,

    /** A customer who is to be set up, and its administrator's browser. */
    async begun(app: AppId = 'timetrack', edit: (tenant: Tenant) => Tenant = (tenant) => tenant) {
      const customer = await customerOf(product, app);
      const { id } = customer.tenant;
      await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) =>
        edit({ ...tenant, connection: emptyConnection, sso: true }),
      );
      return { customer, browser: await open(customer) };
    },

    /** A customer's tenant as it is now. */
    tenantOf: async ({ tenant: { app, id } }: Customer) =>
      (await product.deployment.tenants.findFresh(app, id)) ?? expect.unreachable(),
  };
}
