import { maximumSessionVariable, unsolicitedVariable } from '../../functions/assertion-consumer/constants.ts';
import { type FunctionName, isBackground } from '../../functions/routes.ts';
import { profilesFileName, profilesVariable } from '../../shared/apps/profiles-file.ts';
import type { Site } from '../../shared/apps/site.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { metadataHostsVariable } from '../../shared/federation-metadata/metadata-host.ts';
import { directRequestsVariable, edgeSecretsVariable } from '../../shared/http/edge.ts';
import { keyVariables } from '../../shared/keys/key-ids.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import {
  metricsNamespace,
  metricsService,
  metricsVariables,
} from '../../shared/observability/metric-names.ts';
import { retiredSitesVariable } from '../../shared/sign-in-check/served-addresses.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import type { TableReference } from '../constructs/names.ts';
import type { Keys } from '../constructs/stage-keys.ts';
import type { Stage } from '../stage.ts';
import { functionRecords } from './function-records.ts';

/** What the variables of a function are made from. */
export interface FunctionContext {
  readonly stage: Stage;
  readonly tables: Readonly<Record<TableName, TableReference>>;
  readonly sites: readonly Site[];
  /** Sites that the stage gives up on purpose. */
  readonly retiredSites: readonly Site[];
  readonly keys: Keys;
  /** What the edge may show, with a space between each two; undefined without an edge. */
  readonly edgeSecrets: string | undefined;
  /** Which of two regions it runs in. */
  readonly role: 'first' | 'second';
}

/** Returns whether a function gets the sites, and in its bundle the profiles of their apps. */
export function hasSites(name: FunctionName): boolean {
  const { tables, variables = [] } = functionRecords[name];
  return variables.includes('sites') || (Object.keys(tables).length > 0 && !isBackground(name));
}

/** Returns the environment variables of one function: those that its record asks for, and no others. */
export function functionEnvironment(name: FunctionName, context: FunctionContext): Record<string, string> {
  const { stage, tables, sites, retiredSites, keys, edgeSecrets, role } = context;
  const { tables: needed, keys: uses = {}, variables = [] } = functionRecords[name];
  const environment: Record<string, string> = {
    [metricsVariables.namespace]: metricsNamespace,
    [metricsVariables.service]: metricsService(stage.name),
  };
  if (Object.keys(needed).length > 0) {
    environment[tableDefinitions.tenants.environmentVariable] = tables.tenants.name;
    environment[tableDefinitions.flows.environmentVariable] = tables.flows.name;
  }
  if (hasSites(name)) {
    environment[sitesVariable] = writeSites(sites);
    environment[profilesVariable] = profilesFileName;
  }
  if (variables.includes('retired-sites') && retiredSites.length > 0) {
    environment[retiredSitesVariable] = writeSites(retiredSites);
  }
  if (variables.includes('session-limits')) {
    environment[maximumSessionVariable] = String(Math.round(stage.maximumSessionHours * 3_600));
    environment[unsolicitedVariable] = role === 'first' ? 'accept' : 'restart';
  }
  for (const use of keysOf(uses)) {
    const arns = keys[use]?.map(({ keyArn }) => keyArn);
    if (arns !== undefined) environment[keyVariables[use]] = arns.join(',');
  }
  if (variables.includes('metadata-hosts') && stage.metadataHosts.length > 0) {
    environment[metadataHostsVariable] = stage.metadataHosts.join(',');
  }
  // Route 53 asks each region at the API's own address, past the edge, and can send no header.
  const asksForEdge = name !== 'readyz' && (!isBackground(name) || variables.includes('edge-secrets'));
  if (edgeSecrets !== undefined && asksForEdge) {
    environment[edgeSecretsVariable] = edgeSecrets;
    if (stage.edge?.enforce === false) environment[directRequestsVariable] = 'accept';
  }
  return environment;
}
