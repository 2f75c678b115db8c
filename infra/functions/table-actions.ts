import type { FunctionName } from '../../functions/routes.ts';
import type { TableName } from '../../shared/store/tables.ts';

/** A DynamoDB action on a table, or with an index's name after it, on that index alone. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | `Query ${string}`;

/** The actions of one function, a table. No table, no permission. */
export type TableActions = Readonly<Partial<Record<TableName, readonly TableAction[]>>>;

/** What each function does with the tables, and so all that its role may do. */
export const tableActions: Readonly<Record<FunctionName, TableActions>> = {
  'sign-on': { tenants: ['GetItem', 'BatchGetItem'], flows: ['GetItem', 'PutItem'] },
  // It binds a user's identity, pins a certificate and marks it as proven, and for a fixed Identifier claims its key
  // claims.
  'assertion-consumer': {
    tenants: ['GetItem', 'BatchGetItem', 'Query by-identity', 'UpdateItem', 'PutItem', 'DeleteItem'],
    flows: ['GetItem', 'PutItem', 'UpdateItem'],
  },
  // Of a tenant that is to be set up it also reads the link and the session of the browser that asks.
  metadata: { tenants: ['GetItem', 'BatchGetItem'] },
  // It reads the browser's session, to tell the person the truth.
  logout: {
    tenants: ['GetItem', 'BatchGetItem'],
    flows: ['GetItem', 'Query by-session-index', 'UpdateItem'],
  },
  // A session counts only for a user and a tenant that let it.
  session: { tenants: ['BatchGetItem'], flows: ['GetItem'] },
  'sign-out': { flows: ['UpdateItem'] },
  welcome: { tenants: ['BatchGetItem'], flows: ['GetItem'] },
  // It reads a link with its browser's session, counts and opens links, changes its tenant with what history and
  // key claims need of it, begins tests, and shows what became of the tenant's
  // sign-ins.
  setup: {
    tenants: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    flows: ['PutItem', 'Query by-time', 'BatchGetItem'],
  },
  healthz: {},
  // It finds the tenants of a slot, and the rejection buffers that changed.
  'schedule-refresh': {
    tenants: ['Query by-turn'],
    flows: ['Query by-time', 'BatchGetItem', 'UpdateItem'],
  },
  // It changes a tenant's keys with their key claims and history, and the refresh state.
  'refresh-metadata': { tenants: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'] },
  'not-found': {},
};

/** What a list of actions lets one do: each action with the table (`undefined`) or the index that it is done to. */
export function permissionsOf(
  actions: readonly TableAction[],
): readonly { readonly action: string; readonly index: string | undefined }[] {
  return actions.map((each) => {
    const [action = '', index] = each.split(' ');
    return { action, index };
  });
}
