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
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import type { FlowStore } from '../../shared/sign-in/flow-store.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import type { RejectionLog } from '../../shared/sign-in/log/rejection-log.ts';
import type { SignInLog } from '../../shared/sign-in/log/sign-in-log.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames, type TableNames, tableNamesFrom } from '../../shared/store/tables.ts';
import type { ChangeAuthor } from '../../shared/tenants/history/tenant-change.ts';
import {
  dynamoDbKeyClaimStore,
  type KeyClaimStore,
} from '../../shared/tenants/keys/claims/key-claim-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { UserStore } from '../../shared/users/user-store.ts';
import { runningPort } from '../local/running-record.ts';
import { readLocalSettings } from '../local/settings.ts';
import { localSites } from '../local/sites.ts';
import { requirePlace } from './npm-options.ts';
import { OperatorError } from './operator-error.ts';
import { type OwnKeys, openOwnKeys } from './own-keys/own-keys.ts';
import { type AwsAccess, awsCli } from './stage/aws-cli.ts';
import { type Caller, callerOf } from './stage/caller.ts';
import { requireOneSource } from './stage/credential-source.ts';
import { readStageEnvironment } from './stage/stage-environment.ts';
import type { Terminal } from './terminal.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly local?: boolean;
  /** A deployed stage by its name. */
  readonly stage?: string;
  readonly profile?: string;
  readonly region?: string;
}

/** Where in AWS a change lands. */
interface DeploymentTarget {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
}

/** What a command works with. */
export interface CommandContext {
  readonly tenants: TenantStore;
  /** Whose keys are whose. */
  readonly keyClaims: KeyClaimStore;
  readonly users: UserStore;
  readonly flows: FlowStore;
  readonly setupLinks: SetupLinkStore;
  /** The sign-ins that ended well, and the refused ones. */
  readonly signIns: SignInLog;
  readonly rejections: RejectionLog;
  readonly metadata: MetadataSource;
  /** The state of the metadata refresh. */
  readonly refreshStates: RefreshStateStore;
  /** The deployment's own keys for a use; to be closed. @throws OperatorError `own-keys-off` where it has none */
  ownKeys(use: KeyPurpose): Promise<OwnKeys>;
  /** What the AWS command line answers, as JSON, about where this command works. @throws OperatorError */
  aws(words: readonly string[]): Promise<string>;
  readonly tableNames: TableNames;
  /** Whether this is the local run. */
  readonly isLocal: boolean;
  /** Where the apps stand: on this machine, or where the stage has them. */
  readonly sites: readonly Site[];
  readonly terminal: Terminal;
  readonly json: boolean;
  /** Who is working here now, for a history. */
  author(reason?: string): Promise<ChangeAuthor>;
  /** Which account and region of AWS a change reaches; undefined unless `--stage` names a stage. */
  place(): Promise<DeploymentTarget | undefined>;
  /** A command line of this program as one would type it, with `--local` where it is needed. */
  commandLine(words: string): string;
  close(): void;
}

/**
 * Opens the stores: with `--local` those of `npm start` on this machine, with `--stage` those of a deployed
 * stage, else those that TENANTS_TABLE, FLOWS_TABLE, LATCHKEY_SITES and the SDK's own environment name.
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
  let asked: Promise<Caller> | undefined;
  const caller = () => {
    asked ??= callerOf(terminal, access);
    return asked;
  };
  return {
    tenants: dynamoDbTenantStore(tables.tenants),
    keyClaims: dynamoDbKeyClaimStore(tables.tenants),
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    setupLinks: dynamoDbSetupLinkStore(tables.tenants),
    signIns: dynamoDbSignInLog(tables.flows),
    rejections: dynamoDbRejectionLog(tables.flows),
    metadata: httpsMetadataSource({ hosts: metadataHosts }),
    refreshStates: dynamoDbRefreshStateStore(tables.tenants),
    aws: (words) => awsCli(terminal, { region: environment['AWS_REGION'], ...access }, words),
    tableNames: names,
    isLocal: local,
    ownKeys: (use) => openOwnKeys(use, { local, environment, config: kmsConfig }),
    sites,
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
  if (local) throw new OperatorError('usage', '--local and --stage are two different places: give one.');
  const ofStage = await readStageEnvironment(terminal, { stage, ...accessOf(options) });
  return { ...terminal.environment, ...ofStage };
}

/** The options that lead to the same place again. */
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
          'For a deployed stage: --stage <name>, with --profile <name> where it needs one.',
          'For the tables of `npm start` on this machine: --local.',
        ];
    throw new OperatorError('settings', error instanceof Error ? error.message : String(error), next);
  }
}

function localSettings(environment: Terminal['environment']) {
  const { port: namedPort, dynamoDbPort } = readLocalSettings(environment);
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_KMS, PORT } = environment;
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

function deployedSettings(environment: Terminal['environment'], { profile, region }: AwsAccess) {
  const { AWS_REGION: named } = environment;
  const where = region ?? named;
  const config = defined({ profile, region: where });
  return {
    names: tableNamesFrom(environment),
    config,
    kmsConfig: config,
    sites: readSites(environment[sitesVariable]),
    metadataHosts: metadataHostsOf(environment),
  };
}

function metadataHostsOf(environment: Terminal['environment']): readonly MetadataHost[] {
  return [...microsoftLoginHosts, ...readMetadataHosts(environment[metadataHostsVariable])];
}
