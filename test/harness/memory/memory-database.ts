import type { Tables } from '../../../shared/store/dynamodb.ts';
import type { Table } from '../../../shared/store/table.ts';
import type { Database } from '../database.ts';
import { memoryTables } from './memory-tables.ts';

/** The tables in memory, with the requests that they would have cost. */
export function memoryDatabase(): Database {
  const { tables } = memoryTables();
  let requests: string[] = [];
  /** The command whose first answer is lost; the SDK then sends the same request again. */
  let losing: string | undefined;

  const request = async <Result>(command: string, work: () => Promise<Result>): Promise<Result> => {
    requests.push(command);
    if (losing === command) {
      losing = undefined;
      await work();
    }
    return work();
  };
  const counted = (table: Table): Table => ({
    get: (key) => request('GetItemCommand', () => table.get(key)),
    getEach: (keys, attributes) => request('BatchGetItemCommand', () => table.getEach(keys, attributes)),
    put: (item, condition) => request('PutItemCommand', () => table.put(item, condition)),
    update: (key, change) => request('UpdateItemCommand', () => table.update(key, change)),
    delete: (key, condition) => request('DeleteItemCommand', () => table.delete(key, condition)),
    async *query(query) {
      const pages = table.query(query)[Symbol.asyncIterator]();
      requests.push('QueryCommand');
      for (let page = await pages.next(); !page.done; page = await pages.next()) {
        yield page.value;
        requests.push('QueryCommand');
      }
      // After the last page no request was made.
      requests.pop();
    },
  });
  const counting: Tables = { tenants: counted(tables.tenants), flows: counted(tables.flows) };
  return {
    tables: counting,
    async requestsOf(action) {
      requests = [];
      await action();
      return requests;
    },
    async losingTheFirstAnswer(command, action) {
      losing = command;
      const result = await action();
      if (losing !== undefined) throw new Error(`There was no answer to a ${command}`);
      return result;
    },
  };
}
