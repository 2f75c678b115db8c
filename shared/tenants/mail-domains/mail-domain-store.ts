import type { AppId } from '../../ids/app-id.ts';
import { parseTenantId, type TenantId } from '../../ids/tenant-id.ts';
import type { Table } from '../../store/table.ts';
import { readTenantRecord, tenantKey } from '../store/tenant-item.ts';
import type { Tenant } from '../tenant.ts';
import type { MailDomain } from './mail-domain.ts';

/**
 * Which tenant of an app has listed a mail domain. An item for each (app, domain) names its owner. It is an index, not
 * the truth: it counts only while that tenant lists the domain, so a half-written change finds no one.
 */
export interface MailDomainStore {
  /** Returns the tenant that lists the domain, or undefined. Strongly consistent: two requests, or one if none did. */
  find(app: AppId, domain: MailDomain): Promise<Tenant | undefined>;
  /**
   * Makes the tenant the owner of the domain, where no other tenant lists it: at most three requests. The caller lists
   * it in the tenant afterwards.
   * @returns The tenant that lists it, where that is another one; then nothing was written.
   */
  claim(app: AppId, domain: MailDomain, tenant: TenantId): Promise<TenantId | undefined>;
  /** Removes the index item, where this tenant owns it. The caller has removed the domain from the tenant before. */
  release(app: AppId, domain: MailDomain, tenant: TenantId): Promise<void>;
}

/** Returns the mail domains in the table `tenants`. */
export function dynamoDbMailDomainStore(table: Table): MailDomainStore {
  const ownerOf = async (app: AppId, domain: MailDomain): Promise<TenantId | undefined> => {
    const item = await table.get(mailDomainKey(app, domain));
    return item && parseTenantId(String(item['owner']));
  };
  const listedBy = async (app: AppId, domain: MailDomain, owner: TenantId): Promise<Tenant | undefined> => {
    const item = await table.get(tenantKey(app, owner));
    const tenant = item && readTenantRecord(item).tenant;
    return tenant?.mailDomains?.includes(domain) ? tenant : undefined;
  };

  return {
    async find(app, domain) {
      const owner = await ownerOf(app, domain);
      return owner && listedBy(app, domain, owner);
    },

    async claim(app, domain, tenant) {
      const seen = await ownerOf(app, domain);
      if (seen !== undefined && seen !== tenant && (await listedBy(app, domain, seen)) !== undefined)
        return seen;
      const isFree = 'attribute_not_exists(#partitionKey) OR #owner = :owner';
      const written = await table.put(
        { ...mailDomainKey(app, domain), owner: tenant },
        seen === undefined
          ? { condition: isFree, values: { owner: tenant } }
          : { condition: `${isFree} OR #owner = :seen`, values: { owner: tenant, seen } },
      );
      // Another tenant was faster.
      return written ? undefined : ownerOf(app, domain);
    },

    async release(app, domain, tenant) {
      await table.delete(mailDomainKey(app, domain), {
        condition: '#owner = :owner',
        values: { owner: tenant },
      });
    },
  };
}

/** No tenant's scope can be the same: `#` stands in no id, and no app is called `mail-domain`. */
function mailDomainKey(app: AppId, domain: MailDomain) {
  return { partitionKey: `mail-domain#${app}#${domain}`, sortKey: 'owner' };
}
