import { maximumSessionVariable, unsolicitedVariable } from '../../functions/assertion-consumer/constants.ts';
import { type FunctionName, isBackground } from '../../functions/routes.ts';
import type { Site } from '../../shared/apps/site.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { metadataHostsVariable } from '../../shared/federation-metadata/metadata-host.ts';
import { edgeSecretsVariable } from '../../shared/http/edge-secret.ts';
import { keyVariables } from '../../shared/keys/key-ids.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import {
  metricsNamespace,
  metricsService,
  metricsVariables,
} from '../../shared/observability/metric-names.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import type { EdgeSecrets } from '../constructs/edge-secrets.ts';
import type { TableReference } from '../constructs/names.ts';
import type { Stage } from '../stages.ts';
import { type Keys, keyActions } from './key-actions.ts';
import { tableActions } from './table-actions.ts';

/** What the variables of a function are made from. */
export interface FunctionContext {
  readonly stage: Stage;
  readonly tables: Readonly<Record<TableName, TableReference>>;
  readonly sites: readonly Site[];
  readonly keys: Keys;
  readonly edgeSecrets: EdgeSecrets | undefined;
  /** Which of two regions it runs in. */
  readonly role: 'first' | 'second';
}

/** What fetches metadata: where an administrator sets a tenant up, and ever after. */
const fetchesMetadata: ReadonlySet<FunctionName> = new Set(['setup', 'refresh-metadata']);

/** What one function is told, and nothing that it has no use for. */
export function functionEnvironment(name: FunctionName, context: FunctionContext): Record<string, string> {
  const { stage, tables, sites, keys, edgeSecrets, role } = context;
  const environment: Record<string, string> = {
    [metricsVariables.namespace]: metricsNamespace,
    [metricsVariables.service]: metricsService(stage.name),
  };
  if (Object.keys(tableActions[name]).length > 0) {
    environment[tableDefinitions.tenants.environmentVariable] = tables.tenants.name;
    environment[tableDefinitions.flows.environmentVariable] = tables.flows.name;
    if (!isBackground(name)) environment[sitesVariable] = writeSites(sites);
  }
  if (name === 'assertion-consumer') {
    environment[maximumSessionVariable] = String(Math.round(stage.maximumSessionHours * 3_600));
    environment[unsolicitedVariable] = role === 'first' ? 'accept' : 'restart';
  }
  for (const use of keysOf(keyActions[name] ?? {})) {
    const arns = keys[use]?.map(({ keyArn }) => keyArn);
    if (arns !== undefined) environment[keyVariables[use]] = arns.join(',');
  }
  if (fetchesMetadata.has(name) && stage.metadataHosts.length > 0) {
    environment[metadataHostsVariable] = stage.metadataHosts.join(',');
  }
  if (edgeSecrets !== undefined && !isBackground(name))
    environment[edgeSecretsVariable] = edgeSecrets.accepted;
  return environment;
}
