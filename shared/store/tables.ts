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
  /** The attributes that the index copies: all, or only the keys of table and index. */
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

/** A table as plain data, from which CDK, the local run and the tests create the same one. */
export interface TableDefinition {
  /** The variable that tells a function the table's name. */
  readonly environmentVariable: string;
  /** The table's name in the local run. */
  readonly localName: string;
  /**
   * `kept`: protected by backups, deletion protection and retention after the stack. `passing`: swept, never backed up.
   */
  readonly contents: 'kept' | 'passing';
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes: readonly IndexDefinition[];
  /** Epoch seconds after which DynamoDB may delete an item. Code compares the expiry; this only cleans up. */
  readonly timeToLiveAttribute?: string;
}

/** The two tables, by their names in the code. */
export type TableName = 'tenants' | 'flows';

const stringKey = (name: string): KeyAttribute => ({ name, type: 'S' });

/**
 * Tenants, their histories and users, and the key claims of fixed-Identifier apps.
 *
 * | item | partitionKey | sortKey |
 * |---|---|---|
 * | tenant | `<app>#<tenant>` | `tenant` |
 * | user | `<app>#<tenant>` | `user#<sign-in name key>` |
 * | mark of a removed user | `<app>#<tenant>` | `user-removed#<hash of name or identity>` |
 * | refresh state and reminders | `<app>#<tenant>` | `tenant-watch#<when it was added>` |
 * | failures of a directory | `directory#<host>/<directory id>` | `failure` |
 * | key claim | `guard#<app>#<fingerprint>#<issuer>` | `guard` |
 * | mail domain | `mail-domain#<app>#<domain>` | `owner` |
 * | OpenID Connect client | `client#<id>` | `client` |
 * | set-up link | `<app>#<tenant>` | `setup-link#<id>` |
 * | browser that opened a set-up link | `<app>#<tenant>` | `setup-session#<id>#<slot>` |
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
      // The tenants of an app (`tenants#<app>`), its clients (`clients#<app>`) and the key claims of a tenant (`guards#<app>#<tenant>`). An index, not
      // an extra partition: that would need a second write per tenant, which could fail alone.
      name: 'by-list',
      partitionKey: stringKey('listKey'),
      sortKey: stringKey('listEntry'),
      projection: 'ALL',
    },
    {
      // The user of `<app>#<tenant>#<directory id>#<object id>`, with all attributes, so that a sign-in reads once.
      name: 'by-identity',
      partitionKey: stringKey('identityKey'),
      projection: 'ALL',
    },
    {
      // The tenants of a slot, one minute of every twelve hours, ordered by the directory that serves their metadata.
      name: 'by-turn',
      partitionKey: stringKey('turnKey'),
      sortKey: stringKey('turnEntry'),
      projection: 'KEYS_ONLY',
    },
  ],
} as const satisfies TableDefinition;

/**
 * Flows, grants, and each tenant's two rejection buffers.
 *
 * | item | partitionKey |
 * |---|---|
 * | flow, with the grant of the client that asked for it | `<app>#<tenant>#<flow id>` |
 * | grant of a session that ran already | `<app>#<tenant>#<grant id>` |
 * | rejection | `<app>#<tenant>#<when it was added>#refusal#<signed or unsigned>#<slot>` |
 * | counts of its buffers | `<app>#<tenant>#<when it was added>#refusals` |
 *
 * In the keys of the last two `-` stands for every tenant that does not exist, and for when it was added.
 */
export const flowsTable = {
  environmentVariable: 'FLOWS_TABLE',
  localName: 'latchkey-flows',
  contents: 'passing',
  partitionKey: stringKey('partitionKey'),
  indexes: [
    // Running sessions, by the directory's session index and by user: an ended session leaves both indexes.
    { name: 'by-session-index', partitionKey: stringKey('sessionIndexKey'), projection: 'KEYS_ONLY' },
    { name: 'by-user', partitionKey: stringKey('userKey'), projection: 'KEYS_ONLY' },
    // The sign-in log of `<app>#<tenant>`, by time; and under `refusals` the rejection buffers that changed since they
    // were announced, by the time of the first change.
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

/** The names of the two tables in one environment. */
export type TableNames = Readonly<Record<TableName, string>>;

/** Their names in the local run. */
export const localTableNames: TableNames = {
  tenants: tenantsTable.localName,
  flows: flowsTable.localName,
};

/**
 * Returns their names by `TENANTS_TABLE` and `FLOWS_TABLE`.
 * @throws Error that names the variable, where one is unset or empty
 */
export function tableNamesFrom(environment: Readonly<Record<string, string | undefined>>): TableNames {
  const nameOf = ({ environmentVariable }: TableDefinition): string => {
    const name = environment[environmentVariable];
    if (name === undefined || name === '') throw new Error(`${environmentVariable} is not set`);
    return name;
  };
  return { tenants: nameOf(tenantsTable), flows: nameOf(flowsTable) };
}
