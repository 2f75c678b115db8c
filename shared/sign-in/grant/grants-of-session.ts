import type { StoredItem, Table } from '../../store/table.ts';
import type { SignedInFlow } from '../flow.ts';
import { sessionGrantsKey } from './grant-item.ts';

/**
 * Returns the items of a session's grants that have items of their own, not read yet: one may be broken. An index finds
 * them, a moment after they were written; each is read by its key.
 */
export async function ownGrantItemsOfSession(
  table: Table,
  { app, tenant, id }: Pick<SignedInFlow, 'app' | 'tenant' | 'id'>,
): Promise<readonly StoredItem[]> {
  const grants: StoredItem[] = [];
  const query = {
    index: 'by-session-index',
    condition: '#sessionIndexKey = :key',
    values: { key: sessionGrantsKey({ app, tenant }, id) },
  };
  for await (const page of table.query(query)) {
    const keys = page.map(({ partitionKey }) => ({ partitionKey: String(partitionKey) }));
    for (let from = 0; from < keys.length; from += keysPerRead) {
      grants.push(...(await table.getEach(keys.slice(from, from + keysPerRead))));
    }
  }
  return grants;
}

/** The most items of one read. */
const keysPerRead = 100;
