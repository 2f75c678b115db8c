import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { Table } from '../store/table.ts';
import { userKey, userSortKeyPrefix } from './user-item.ts';

/** The people of a page: with more, only the first ones are counted. */
const countedPeople = 100;

/** How many people of a tenant could sign in. */
interface ActivePeople {
  readonly active: number;
  /** False where the tenant has more people than were counted. */
  readonly isAll: boolean;
}

/** Counts people for a page. */
export interface PeopleCounter {
  /** Counts the active people among the first 100 of a tenant. One request, strongly consistent. */
  count(app: AppId, tenant: TenantId): Promise<ActivePeople>;
}

/** Counts people in the table `tenants`. */
export function dynamoDbPeopleCounter(table: Table): PeopleCounter {
  return {
    async count(app, tenant) {
      const { partitionKey } = userKey(app, tenant, '');
      const pages = table.query({
        condition: '#partitionKey = :partition AND begins_with(#sortKey, :prefix)',
        values: { partition: partitionKey, prefix: userSortKeyPrefix },
        pageSize: countedPeople,
      });
      for await (const page of pages) {
        const active = page.filter((item) => item['active'] === true).length;
        return { active, isAll: page.length < countedPeople };
      }
      return { active: 0, isAll: true };
    },
  };
}
