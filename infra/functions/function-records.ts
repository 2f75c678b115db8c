import type { FunctionName } from '../../functions/routes.ts';
import type { KeyPurpose } from '../../shared/keys/key-ids.ts';
import type { TableName } from '../../shared/store/tables.ts';
import type { TableAction } from './table-action.ts';

/** Everything that is particular to one Lambda function: what it gets, and all that its role may do. */
export interface FunctionRecord {
  /** Memory in MB where the stage sets no other. CPU comes with it: 1,769 MB are one processor. */
  readonly memoryMb: number;
  /** Why this much memory. */
  readonly reason: string;
  /** The store gives up after three attempts of three seconds at most; the person still gets a page. */
  readonly timeoutSeconds: number;
  /** Whether a new version first gets a tenth of the requests, for five minutes. */
  readonly canary: boolean;
  /** The DynamoDB actions that it needs, by table. Without any it also gets no table names and no sites. */
  readonly tables: Readonly<Partial<Record<TableName, readonly TableAction[]>>>;
  /** The KMS actions that it needs, by the use of the key. Default: none. */
  readonly keys?: Readonly<Partial<Record<KeyPurpose, readonly ('Decrypt' | 'Sign' | 'GetPublicKey')[]>>>;
  /** Environment variables beyond those of tables, sites, keys, metrics and the edge. Default: none. */
  readonly variables?: readonly (
    | 'session-limits'
    | 'metadata-hosts'
    | 'sites'
    | 'retired-sites'
    | 'edge-secrets'
  )[];
  /** Limits every action on a table to the items of the check tenant, or to the key of the readiness check. Default: the whole table. */
  readonly onlyItemsOf?: 'check-tenant' | 'readiness';
}

const readsSession = {
  memoryMb: 512,
  reason:
    'Pages of the application wait for it. With less memory the first TLS handshake with DynamoDB is slow.',
  timeoutSeconds: 10,
  canary: true,
} as const;

const writesSaml = { timeoutSeconds: 10, canary: true } as const;

const runsInBackground = { memoryMb: 512, timeoutSeconds: 25, canary: false } as const;

const checksSignIn = {
  ...runsInBackground,
  // It makes the check tenant and its person at the first time.
  tables: { tenants: ['GetItem', 'PutItem'] },
  onlyItemsOf: 'check-tenant',
} as const;

const touchesNothing = {
  memoryMb: 128,
  reason: 'It uses no table and no key. Lambda offers no less.',
  timeoutSeconds: 3,
  canary: false,
  tables: {},
} as const;

/** One record a function. To change what a function gets or may do, change its record. */
export const functionRecords: Readonly<Record<FunctionName, FunctionRecord>> = {
  'sign-on': {
    ...writesSaml,
    memoryMb: 768,
    reason:
      'A person waits for a cold start, of two thirds of the processor time that the assertion consumer needs.',
    // Over a running session it writes, where the tenant has an idle time-out, that the session was used.
    tables: { tenants: ['GetItem', 'BatchGetItem'], flows: ['GetItem', 'PutItem', 'UpdateItem'] },
    keys: { requestSigning: ['Sign'] },
  },
  'assertion-consumer': {
    memoryMb: 896,
    reason:
      'A person waits for a cold start: loading, two TLS handshakes at once, and the signature’s arithmetic.',
    timeoutSeconds: 10,
    canary: true,
    tables: {
      // It binds a user’s identity, stores a pinned certificate, marks a key as proven and claims it.
      tenants: ['GetItem', 'BatchGetItem', 'Query by-identity', 'UpdateItem', 'PutItem', 'DeleteItem'],
      // Where the tenant limits the sessions of a person, it finds the others.
      flows: ['GetItem', 'PutItem', 'UpdateItem', 'Query by-user', 'BatchGetItem'],
    },
    keys: { decryption: ['Decrypt'] },
    variables: ['session-limits'],
  },
  metadata: {
    ...writesSaml,
    memoryMb: 512,
    reason: 'Only machines read it, and seldom.',
    // For a tenant without a connection it also reads the link and the session of the browser.
    tables: { tenants: ['GetItem', 'BatchGetItem'] },
  },
  logout: {
    ...writesSaml,
    memoryMb: 512,
    reason: 'It answers a hidden frame. No person waits for it.',
    // It reads the session of the browser to tell the person whether they are still signed in.
    tables: {
      tenants: ['GetItem', 'BatchGetItem'],
      // A signed request may name a person in place of a session.
      flows: ['GetItem', 'Query by-session-index', 'Query by-user', 'UpdateItem'],
    },
    keys: { requestSigning: ['Sign'] },
  },
  // A session counts only while its user and its tenant allow it: both are read.
  // Where the tenant has an idle time-out, a use of the session is written.
  session: { ...readsSession, tables: { tenants: ['BatchGetItem'], flows: ['GetItem', 'UpdateItem'] } },
  'sign-out': {
    ...readsSession,
    // It asks the directory of the tenant to end its session too; a session that ended before is read.
    tables: { tenants: ['GetItem'], flows: ['GetItem', 'UpdateItem'] },
    keys: { requestSigning: ['Sign'] },
  },
  welcome: {
    ...readsSession,
    tables: {
      // A person who signs out everywhere ends their sessions by the count of their own user.
      tenants: ['BatchGetItem', 'GetItem', 'UpdateItem'],
      // It finds the person's sessions, writes a use, and marks those that ended.
      flows: ['GetItem', 'BatchGetItem', 'Query by-user', 'UpdateItem'],
    },
  },
  setup: {
    memoryMb: 512,
    reason: 'An administrator opens it a few times a year and may wait a second for the first page.',
    // It also fetches metadata, which takes ten seconds at most.
    timeoutSeconds: 20,
    canary: true,
    tables: {
      // It opens links, changes the tenant with its history and key claims, begins test sign-ins, counts people, and
      // lists people and links for administrators.
      tenants: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      // It shows the tenant’s sign-ins.
      flows: ['PutItem', 'Query by-time', 'BatchGetItem'],
    },
    variables: ['metadata-hosts'],
  },
  discovery: {
    memoryMb: 512,
    reason:
      'Clients keep what it says for an hour. After a cold start it asks for the public halves of keys.',
    timeoutSeconds: 10,
    canary: true,
    tables: {},
    keys: { tokenSigning: ['GetPublicKey'] },
    variables: ['sites'],
  },
  authorize: {
    memoryMb: 768,
    reason: 'A person waits for a cold start, as at sign-on.',
    timeoutSeconds: 10,
    canary: true,
    // It reads client, tenant and session, and writes a flow or the code of a session that runs, and its use.
    tables: { tenants: ['GetItem', 'BatchGetItem'], flows: ['GetItem', 'PutItem', 'UpdateItem'] },
    keys: { requestSigning: ['Sign'] },
  },
  token: {
    memoryMb: 896,
    reason: 'A person waits for it behind the client: two TLS handshakes at once, and a signature.',
    timeoutSeconds: 10,
    canary: true,
    // It reads client, grant, session and account status, and spends the code or the refresh token.
    tables: { tenants: ['GetItem', 'BatchGetItem'], flows: ['GetItem', 'UpdateItem'] },
    keys: { tokenSigning: ['Sign', 'GetPublicKey'] },
  },
  // It reads grant, session, account status and client.
  userinfo: { ...readsSession, tables: { tenants: ['GetItem', 'BatchGetItem'], flows: ['GetItem'] } },
  'end-session': {
    ...readsSession,
    // It reads client and tenant, verifies the ID token that the client has, and ends the session.
    // A LogoutRequest to the directory is signed where the tenant's requests are.
    tables: { tenants: ['GetItem'], flows: ['GetItem', 'UpdateItem'] },
    keys: { tokenSigning: ['GetPublicKey'], requestSigning: ['Sign'] },
  },
  healthz: touchesNothing,
  readyz: {
    memoryMb: 512,
    reason:
      'Route 53 waits two seconds for it. With less memory a cold start and its TLS handshake take longer.',
    // Its own limit is one second.
    timeoutSeconds: 3,
    canary: false,
    tables: { tenants: ['GetItem'] },
    onlyItemsOf: 'readiness',
  },
  'schedule-refresh': {
    ...runsInBackground,
    reason: 'Once a minute it reads a page of an index and sends a hundred messages. Nothing waits for it.',
    // It finds the tenants of a slot, and the rejection buffers that changed.
    tables: { tenants: ['Query by-turn'], flows: ['Query by-time', 'BatchGetItem', 'UpdateItem'] },
  },
  'refresh-metadata': {
    ...runsInBackground,
    reason: 'It waits for directories and holds ten documents of half a megabyte at a time.',
    // It changes keys with their claims and history, and stores the refresh state.
    tables: { tenants: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'] },
    variables: ['metadata-hosts', 'sites'],
  },
  'check-sign-in': {
    ...checksSignIn,
    reason: 'It waits for five answers of each app. Nothing waits for it.',
    variables: ['sites'],
  },
  'check-release': {
    ...checksSignIn,
    reason: 'It waits for the cold starts of four new versions. Only a deployment waits for it.',
    variables: ['sites', 'retired-sites', 'edge-secrets'],
  },
  'announce-session-ends': {
    ...runsInBackground,
    reason: 'It sends a few events and notices for each session that ended. Nothing waits for it.',
    // It ends the sessions of an older generation, and finds the clients of a session.
    tables: {
      flows: ['Query by-user', 'Query by-time', 'Query by-session-index', 'BatchGetItem', 'UpdateItem'],
    },
  },
  'notify-clients': {
    ...runsInBackground,
    reason: 'It waits for the clients of ten notices at a time. Nothing waits for it.',
    tables: { tenants: ['GetItem'] },
    keys: { tokenSigning: ['Sign', 'GetPublicKey'] },
    variables: ['sites'],
  },
  'not-found': touchesNothing,
};

/** Every function of the product, in the order of the records. */
export const functionNames = Object.keys(functionRecords) as readonly FunctionName[];
