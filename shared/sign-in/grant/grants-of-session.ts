import { readable } from '../../observability/readable.ts';
import type { Table } from '../../store/table.ts';
import type { SignedInFlow } from '../flow.ts';
import type { Grant } from './grant.ts';
import { readOwnGrantItem, sessionGrantsKey } from './grant-item.ts';

/**
 * Returns the grants of a session that have items of their own. It reads an index, which shows a grant a moment after it
 * was written, and each grant by its key. One that cannot be read is logged and left out: the others are told.
 */
export async function ownGrantsOfSession(
  table: Table,
  { app, tenant, id }: Pick<SignedInFlow, 'app' | 'tenant' | 'id'>,
): Promise<readonly Grant[]> {
  const grants: Grant[] = [];
  const query = {
    index: 'by-session-index',
    condition: '#sessionIndexKey = :key',
    values: { key: sessionGrantsKey({ app, tenant }, id) },
  };
  for await (const page of table.query(query)) {
    const keys = page.map(({ partitionKey }) => ({ partitionKey: String(partitionKey) }));
    for (let from = 0; from < keys.length; from += keysPerRead) {
      const items = await table.getEach(keys.slice(from, from + keysPerRead));
      grants.push(...items.flatMap((item) => readable(() => readOwnGrantItem(item))));
    }
  }
  return grants;
}

/** The most items of one read. */
const keysPerRead = 100;
