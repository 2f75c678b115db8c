import { type Apps, appsOf } from '../../shared/apps/apps.ts';
import type { Site } from '../../shared/apps/site.ts';
import { readSites, sitesVariable } from '../../shared/apps/sites-variable.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import {
  type MetadataHost,
  metadataHostsVariable,
  microsoftLoginHosts,
  readMetadataHosts,
} from '../../shared/federation-metadata/metadata-host.ts';
import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import type { KeyPurpose } from '../../shared/keys/key-ids.ts';
import { dynamoDbRefreshStateStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import type { RefreshStateStore } from '../../shared/metadata-refresh/refresh-state.ts';
import { defined } from '../../shared/objects/defined.ts';
import type { ClientStore } from '../../shared/openid/client-store.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import type { FlowStore } from '../../shared/sign-in/flow-store.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import type { RejectionLog } from '../../shared/sign-in/log/rejection-log.ts';
import type { SignInLog } from '../../shared/sign-in/log/sign-in-log.ts';
import { dynamoDbSessionIndex, type SessionIndex } from '../../shared/sign-in/sessions/session-index.ts';
import { createDynamoDbClient, openTables, type Tables } from '../../shared/store/dynamodb.ts';
import { localTableNames, type TableNames, tableNamesFrom } from '../../shared/store/tables.ts';
import type { ChangeAuthor } from '../../shared/tenants/history/tenant-change.ts';
import {
  dynamoDbKeyClaimStore,
  type KeyClaimStore,
} from '../../shared/tenants/keys/claims/key-claim-store.ts';
import {
  dynamoDbMailDomainStore,
  type MailDomainStore,
} from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { UserStore } from '../../shared/users/user-store.ts';
import { runningInstances, runningPort } from '../local/running-record.ts';
import { readLocalSettings } from '../local/settings.ts';
import { localSites } from '../local/sites.ts';
import { knownApps } from './known-apps.ts';
import { requirePlace } from './npm-options.ts';
import { OperatorError } from './operator-error.ts';
import { type OwnKeys, openOwnKeys } from './own-keys/own-keys.ts';
import { type AwsAccess, awsCli, type Caller, callerOf, requireOneSource } from './stage/aws-access.ts';
import { readStageEnvironment } from './stage/stage-environment.ts';
import type { Terminal } from './terminal.ts';

/** The options of every command. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly local?: boolean;
  /** A deployed stage by its name. */
  readonly stage?: string;
  readonly profile?: string;
  readonly region?: string;
}

/** The stage, account and region that a command changes. */
interface DeploymentTarget {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
}

/** The stores, settings and terminal of a command. */
export interface CommandContext {
  readonly tenants: TenantStore;
  /** Which tenant has proven which key. */
  readonly keyClaims: KeyClaimStore;
  readonly mailDomains: MailDomainStore;
  readonly users: UserStore;
  readonly flows: FlowStore;
  /** The sessions of a person. */
  readonly sessions: SessionIndex;
  readonly setupLinks: SetupLinkStore;
  /** OpenID Connect clients. */
  readonly clients: ClientStore;
  /** Successful sign-ins. */
  readonly signIns: SignInLog;
  /** Refused sign-ins. */
  readonly rejections: RejectionLog;
  readonly metadata: MetadataSource;
  /** The state of the metadata refresh. */
  readonly refreshStates: RefreshStateStore;
  /** Opens Latchkey's own keys for a use; close them afterwards. @throws OperatorError `own-keys-off` without such keys */
  ownKeys(use: KeyPurpose): Promise<OwnKeys>;
  /** Runs the AWS command line with the profile and region of this command. Returns JSON. @throws OperatorError */
  aws(words: readonly string[]): Promise<string>;
  readonly tableNames: TableNames;
  /** The tables themselves, for what has no store: removing every trace of a check. */
  readonly tables: Tables;
  /** Whether `--local` was given. */
  readonly isLocal: boolean;
  /** The addresses of the apps, on this machine or of the stage. */
  readonly sites: readonly Site[];
  /** The apps of these sites. */
  readonly apps: Apps;
  readonly terminal: Terminal;
  readonly json: boolean;
  /** Returns who makes a change now, for the history. */
  author(reason?: string): Promise<ChangeAuthor>;
  /** Returns the account and region that a change reaches; undefined without `--stage`. */
  place(): Promise<DeploymentTarget | undefined>;
  /** Returns a command line to copy: `npx latchkey <words>`, with the options that select the same stores. */
  commandLine(words: string): string;
  close(): void;
}

/**
 * Opens the stores: those of `npm start` with `--local`, those of a deployed stage with `--stage`, otherwise those
 * named by TENANTS_TABLE, FLOWS_TABLE, LATCHKEY_SITES and the environment of the AWS SDK.
 * @throws OperatorError `settings`, `aws-refused`
 */
export async function openCommandContext(
  options: GlobalOptions,
  terminal: Terminal,
): Promise<CommandContext> {
  const { local = false, json = false } = options;
  const access = accessOf(options);
  if (!local) requireOneSource(terminal.environment, access.profile);
  const environment = await environmentOf(options, terminal);
  const { names, config, kmsConfig, sites, metadataHosts } = settingsOf(local, environment, access);
  const client = createDynamoDbClient(config);
  const tables = openTables(client, names);
  const apps = appsOf(sites);
  let asked: Promise<Caller> | undefined;
  const caller = () => {
    asked ??= callerOf(terminal, access);
    return asked;
  };
  return {
    tenants: dynamoDbTenantStore(tables.tenants, apps),
    keyClaims: dynamoDbKeyClaimStore(tables.tenants, apps),
    mailDomains: dynamoDbMailDomainStore(tables.tenants),
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    sessions: dynamoDbSessionIndex(tables.flows),
    setupLinks: dynamoDbSetupLinkStore(tables.tenants),
    clients: dynamoDbClientStore(tables.tenants, apps),
    signIns: dynamoDbSignInLog(tables.flows),
    rejections: dynamoDbRejectionLog(tables.flows),
    metadata: httpsMetadataSource({ hosts: metadataHosts }),
    refreshStates: dynamoDbRefreshStateStore(tables.tenants),
    aws: (words) => awsCli(terminal, { region: environment['AWS_REGION'], ...access }, words),
    tableNames: names,
    tables,
    isLocal: local,
    ownKeys: (use) => openOwnKeys(use, { local, environment, config: kmsConfig }),
    sites,
    apps,
    terminal,
    json,
    author: async (reason) => ({
      by: local ? terminal.person() : (await caller()).name,
      at: terminal.now(),
      ...defined({ reason }),
    }),
    place: async () =>
      options.stage === undefined
        ? undefined
        : {
            stage: options.stage,
            account: (await caller()).account ?? 'unknown',
            region: access.region ?? environment['AWS_REGION'] ?? 'unknown',
          },
    commandLine: (words) => `npx latchkey ${words}${placeText(options)}`,
    close: () => client.destroy(),
  };
}

function accessOf({ profile, region }: GlobalOptions): AwsAccess {
  return defined({ profile, region });
}

async function environmentOf(options: GlobalOptions, terminal: Terminal): Promise<Terminal['environment']> {
  const { stage, local = false } = options;
  if (stage === undefined) {
    if (!local) requirePlace(terminal.environment);
    return terminal.environment;
  }
  if (local) throw new OperatorError('usage', '--local and --stage exclude each other. Use one of them.');
  const ofStage = await readStageEnvironment(terminal, { stage, ...accessOf(options) });
  return { ...terminal.environment, ...ofStage };
}

/** Returns the options that select the same stores again. */
function placeText({ local = false, stage, profile, region }: GlobalOptions): string {
  return [
    ...(local ? [' --local'] : []),
    ...(stage === undefined ? [] : [` --stage ${stage}`]),
    ...(profile === undefined ? [] : [` --profile ${profile}`]),
    ...(region === undefined ? [] : [` --region ${region}`]),
  ].join('');
}

function settingsOf(local: boolean, environment: Terminal['environment'], access: AwsAccess) {
  try {
    return local ? localSettings(environment) : deployedSettings(environment, access);
  } catch (error) {
    const next = local
      ? []
      : [
          'For a deployed stage, add --stage <name>, and --profile <name> if needed.',
          'For the tables of `npm start` on this machine, add --local.',
        ];
    throw new OperatorError('settings', error instanceof Error ? error.message : String(error), next);
  }
}

function localSettings(environment: Terminal['environment']) {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_KMS, DYNAMODB_PORT, PORT } = environment;
  const { port: namedPort, dynamoDbPort: namedDynamoDbPort } = readLocalSettings(environment);
  const isNamed = Boolean(DYNAMODB_PORT || AWS_ENDPOINT_URL_DYNAMODB);
  const dynamoDbPort = isNamed ? namedDynamoDbPort : dynamoDbPortOf(PORT, namedDynamoDbPort);
  const port = PORT ? namedPort : (runningPort(dynamoDbPort) ?? namedPort);
  const endpoint = AWS_ENDPOINT_URL_DYNAMODB || `http://127.0.0.1:${dynamoDbPort}`;
  const here = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  return {
    names: localTableNames,
    config: { ...here, endpoint },
    kmsConfig: { ...here, endpoint: AWS_ENDPOINT_URL_KMS || endpoint },
    sites: localSites(port),
    metadataHosts: [
      ...metadataHostsOf(environment),
      // The simulated Entra of `npm start`.
      { name: 'entra.localhost', port, loopback: '127.0.0.1' } as const,
    ],
  };
}

/**
 * Where the DynamoDB of the `npm start` listens that is meant: the one at PORT, the one at the default ports, or the
 * only one. @throws Error where several others run
 */
function dynamoDbPortOf(PORT: string | undefined, usual: number): number {
  const running = runningInstances();
  const meant = PORT
    ? running.find(({ port }) => port === Number(PORT))
    : (running.find(({ dynamoDbPort }) => dynamoDbPort === usual) ?? running[0]);
  if (PORT || meant?.dynamoDbPort === usual || running.length < 2) return meant?.dynamoDbPort ?? usual;
  const ports = running.map(({ port }) => `PORT=${port}`).join(', ');
  throw new Error(`Several npm start run. Name the one that you mean: ${ports}`);
}

function deployedSettings(environment: Terminal['environment'], { profile, region }: AwsAccess) {
  const { AWS_REGION: named } = environment;
  const where = region ?? named;
  const config = defined({ profile, region: where });
  return {
    names: tableNamesFrom(environment),
    config,
    kmsConfig: config,
    sites: readSites(environment[sitesVariable], knownApps()),
    metadataHosts: metadataHostsOf(environment),
  };
}

function metadataHostsOf(environment: Terminal['environment']): readonly MetadataHost[] {
  return [...microsoftLoginHosts, ...readMetadataHosts(environment[metadataHostsVariable])];
}
