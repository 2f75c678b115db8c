import type { Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { readFlowItem } from './flow-item.ts';
import type { SignInLog } from './sign-in-log.ts';

const pageSize = 50;

/** The index `by-time` of the table `flows`. */
export function dynamoDbSignInLog(table: Table): SignInLog {
  return {
    async *list(app, tenant, before) {
      const pages = table.query({
        index: 'by-time',
        condition: before === undefined ? '#logKey = :key' : '#logKey = :key AND #logTime < :before',
        values: {
          key: tenantScope(app, tenant),
          ...(before === undefined ? {} : { before: before.toISOString() }),
        },
        pageSize,
        descending: true,
      });
      for await (const items of pages) {
        for (const item of items) {
          const flow = readFlowItem(item);
          if (flow.state !== 'requested') yield flow;
        }
      }
    },
  };
}
