import { defined } from '../../objects/defined.ts';
import type { Table } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import { belongsToTenant } from '../flow.ts';
import { readFlowItem } from '../read-flow-item.ts';
import type { SignInLog } from './sign-in-log.ts';

const pageSize = 50;

/** The index `by-time` of the table `flows`. */
export function dynamoDbSignInLog(table: Table): SignInLog {
  return {
    async *list(tenant, before) {
      const pages = table.query({
        index: 'by-time',
        condition: before === undefined ? '#logKey = :key' : '#logKey = :key AND #logTime < :before',
        values: {
          key: tenantScope(tenant.app, tenant.id),
          ...defined({ before: before?.toISOString() }),
        },
        pageSize,
        descending: true,
      });
      for await (const items of pages) {
        for (const item of items) {
          const flow = readFlowItem(item);
          // The key has the name alone, so that what the release before wrote is found too.
          if (flow.state !== 'requested' && belongsToTenant(flow, tenant)) yield flow;
        }
      }
    },
  };
}
