/** The type of a key attribute as DynamoDB writes it. Every key of Latchkey is a string. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S';
}

/** A global secondary index. All are sparse: an item without the key attributes is not in the index. */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  /** What the index copies: everything, or the keys of table and index alone. */
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

/** A table as plain data, from which CDK, the local run and the tests make the same one. */
export interface TableDefinition {
  /** The variable that tells a function the table's name. */
  readonly environmentVariable: string;
  /** The table's name on one machine. */
  readonly localName: string;
  /** `kept` through backups, deletion protection and the stack's end; or `passing`: swept, never backed up. */
  readonly contents: 'kept' | 'passing';
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes: readonly IndexDefinition[];
  /** Epoch seconds after which DynamoDB may sweep an item. Expiry is compared in code; this is the broom. */
  readonly timeToLiveAttribute?: string;
}

/** The two tables, by the names that the code calls them. */
export type TableName = 'tenants' | 'flows';

const stringKey = (name: string): KeyAttribute => ({ name, type: 'S' });

/**
 * Tenants, their histories and users, and the key claims of fixed-Identifier apps.
 *
 * | item | partitionKey | sortKey |
 * |---|---|---|
 * | tenant | `<app>#<tenant>` | `tenant` |
 * | user | `<app>#<tenant>` | `user#<sign-in name key>` |
 * | what became of its metadata, and reminders | `<app>#<tenant>` | `tenant-watch#<when it was added>` |
 * | a directory that does not answer | `directory#<host>/<directory id>` | `failure` |
 * | key claim | `guard#<app>#<fingerprint>#<issuer>` | `guard` |
 * | set-up link | `<app>#<tenant>` | `setup-link#<id>` |
 * | browser that opened one | `<app>#<tenant>` | `setup-session#<id>#<slot>` |
 * | change of a tenant | `history#<app>#<tenant>` | `<when this tenant was added>#<version>` |
 *
 * A tenant and its users are one item collection, so that listing users is one query.
 */
export const tenantsTable = {
  environmentVariable: 'TENANTS_TABLE',
  localName: 'latchkey-tenants',
  contents: 'kept',
  partitionKey: stringKey('partitionKey'),
  sortKey: stringKey('sortKey'),
  indexes: [
    {
      // The tenants of an app (`tenants#<app>`) and the key claims of a tenant (`guards#<app>#<tenant>`). An index,
      // not a partition of our own making: that would be a second write a tenant, which could fail alone.
      name: 'by-list',
      partitionKey: stringKey('listKey'),
      sortKey: stringKey('listEntry'),
      projection: 'ALL',
    },
    {
      // The user of `<app>#<tenant>#<directory id>#<object id>`; whole, so that a sign-in reads once.
      name: 'by-identity',
      partitionKey: stringKey('identityKey'),
      projection: 'ALL',
    },
    {
      // The tenants of a slot, a minute of every twelve hours, by whom their metadata is asked of.
      name: 'by-turn',
      partitionKey: stringKey('turnKey'),
      sortKey: stringKey('turnEntry'),
      projection: 'KEYS_ONLY',
    },
  ],
} as const satisfies TableDefinition;

/**
 * Flows, and each tenant's two rejection buffers.
 *
 * | item | partitionKey |
 * |---|---|
 * | flow | `<app>#<tenant>#<flow id>` |
 * | refusal | `<app>#<tenant>#<when it was added>#refusal#<signed or unsigned>#<slot>` |
 * | what its buffers have taken | `<app>#<tenant>#<when it was added>#refusals` |
 *
 * In the keys of the last two `-` stands for every tenant that does not exist, and for when it was added.
 */
export const flowsTable = {
  environmentVariable: 'FLOWS_TABLE',
  localName: 'latchkey-flows',
  contents: 'passing',
  partitionKey: stringKey('partitionKey'),
  indexes: [
    // Running sessions, by what the directory calls them and by user: an ended one leaves both.
    { name: 'by-session-index', partitionKey: stringKey('sessionIndexKey'), projection: 'KEYS_ONLY' },
    { name: 'by-user', partitionKey: stringKey('userKey'), projection: 'KEYS_ONLY' },
    // The sign-in log of `<app>#<tenant>`, by time; and under `refusals` the buffers that moved since they were
    // announced, by when they began to.
    {
      name: 'by-time',
      partitionKey: stringKey('logKey'),
      sortKey: stringKey('logTime'),
      projection: 'ALL',
    },
  ],
  timeToLiveAttribute: 'timeToLive',
} as const satisfies TableDefinition;

/** Every table that Latchkey has. */
export const tableDefinitions: Readonly<Record<TableName, TableDefinition>> = {
  tenants: tenantsTable,
  flows: flowsTable,
};

/** What the two tables are called somewhere. */
export type TableNames = Readonly<Record<TableName, string>>;

/** Their names on one machine. */
export const localTableNames: TableNames = {
  tenants: tenantsTable.localName,
  flows: flowsTable.localName,
};

/**
 * Their names by `TENANTS_TABLE` and `FLOWS_TABLE`.
 * @throws Error that names the variable, where one is unset or empty.
 */
export function tableNamesFrom(environment: Readonly<Record<string, string | undefined>>): TableNames {
  const nameOf = ({ environmentVariable }: TableDefinition): string => {
    const name = environment[environmentVariable];
    if (name === undefined || name === '') throw new Error(`${environmentVariable} is not set`);
    return name;
  };
  return { tenants: nameOf(tenantsTable), flows: nameOf(flowsTable) };
}
