import type { FunctionName } from '../../functions/routes.ts';
import type { TableName } from '../../shared/store/tables.ts';

/** The DynamoDB actions of one function, a table. No table, no permission. */
export type TableActions = Readonly<Partial<Record<TableName, readonly string[]>>>;

/** What each function does with the tables, and so all that its role may do. */
export const tableActions: Readonly<Record<FunctionName, TableActions>> = {
  'sign-on': { tenants: ['GetItem'], flows: ['GetItem', 'PutItem'] },
  // It binds a user's identity, pins a certificate, and for a fixed Identifier claims that certificate's guard.
  'assertion-consumer': {
    tenants: ['GetItem', 'Query', 'UpdateItem', 'PutItem', 'DeleteItem'],
    flows: ['GetItem', 'PutItem', 'UpdateItem'],
  },
  metadata: { tenants: ['GetItem'] },
  logout: { tenants: ['GetItem'], flows: ['Query', 'UpdateItem'] },
  session: { flows: ['GetItem'] },
  'sign-out': { flows: ['UpdateItem'] },
  welcome: { flows: ['GetItem'] },
  healthz: {},
  'not-found': {},
};
