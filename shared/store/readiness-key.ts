import type { Key } from './table.ts';

/**
 * The key that the readiness check reads from Tenants. No item has it: a read of nothing costs one unit, the least that
 * there is, and shows as well that the table answers.
 */
export const readinessKey = { partitionKey: 'readiness', sortKey: 'readiness' } as const satisfies Key;
