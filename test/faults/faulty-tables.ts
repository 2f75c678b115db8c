import type { Tables } from '../../shared/store/dynamodb.ts';
import type { Table } from '../../shared/store/table.ts';
import type { TableName } from '../../shared/store/tables.ts';
import type { Fault } from './fault.ts';

/** One call of a table: `get tenants`. */
export type CallName = `${keyof Table} ${TableName}`;

/** Tables that keep a list of their calls and spoil one of them. */
export interface FaultyTables {
  readonly tables: Tables;
  /** In the order in which they were made. */
  readonly calls: readonly CallName[];
  /** Resolves when the process dies; from then on no call of it does anything or comes back. */
  readonly died: Promise<void>;
}

/** `tables`, of whose calls the one at `position` suffers `fault`; none without one. */
export function faultyTables(tables: Tables, position = Number.NaN, fault?: Fault): FaultyTables {
  const calls: CallName[] = [];
  const death = Promise.withResolvers<void>();
  let state: 'well' | 'gone' | 'dead' = 'well';

  const call = async <Result>(name: CallName, work: () => Promise<Result>): Promise<Result> => {
    const isSpoiled = calls.push(name) - 1 === position;
    if (state === 'dead') return never();
    if (fault === undefined || (!isSpoiled && state === 'well')) return work();
    if (isSpoiled && fault.takesEffect) await work();
    if (fault.afterwards === 'stays') state = 'gone';
    if (fault.afterwards !== 'dies') throw fault.error;
    state = 'dead';
    death.resolve();
    return never();
  };

  const spoiled = (name: TableName, table: Table): Table => ({
    get: (key) => call(`get ${name}`, () => table.get(key)),
    getEach: (keys, attributes) => call(`getEach ${name}`, () => table.getEach(keys, attributes)),
    put: (item, condition) => call(`put ${name}`, () => table.put(item, condition)),
    update: (key, change) => call(`update ${name}`, () => table.update(key, change)),
    delete: (key, condition) => call(`delete ${name}`, () => table.delete(key, condition)),
    async *query(query) {
      const pages = table.query(query)[Symbol.asyncIterator]();
      // What a test stores fits on one page: that is one call.
      const first = await call(`query ${name}`, () => pages.next());
      if (!first.done) yield first.value;
      for (let page = await pages.next(); !page.done; page = await pages.next()) yield page.value;
    },
  });
  return {
    tables: { tenants: spoiled('tenants', tables.tenants), flows: spoiled('flows', tables.flows) },
    calls,
    died: death.promise,
  };
}

const never = () => new Promise<never>(() => {});
