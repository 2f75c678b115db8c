import { describe, expect, it } from 'vitest';
import { readSignInLimits } from '../../functions/assertion-consumer/limits.ts';
import { type FunctionName, isBackground } from '../../functions/routes.ts';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { readSites } from '../../shared/apps/sites-variable.ts';
import { edgeSecretsFrom } from '../../shared/http/edge.ts';
import { keyIdsFrom } from '../../shared/keys/key-ids.ts';
import { tableNamesFrom } from '../../shared/store/tables.ts';
import { apps } from '../fixtures/apps.ts';
import { propertiesOf, synthesize, templateOf } from './synthesize.ts';

/** What CloudFormation would put in, where a test has no deployment. */
const deployed: Readonly<Record<string, string>> = {
  ApiEndpoint: 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
};

/** A value as the function gets it. */
function resolved(value: unknown): string {
  if (typeof value === 'string')
    return value.replaceAll(/\{\{resolve:secretsmanager:[^}]*\}\}/g, 'S'.repeat(64));
  const { 'Fn::Join': join, 'Fn::GetAtt': attribute } = value as Record<string, [string, unknown]>;
  if (join !== undefined) return resolved((join[1] as unknown[]).map(resolved).join(join[0]));
  if (attribute !== undefined && typeof attribute[1] === 'string') return deployed[attribute[1]] ?? 'arn';
  return `arn:aws:kms:eu-central-1:123456789012:key/${importedKey(value)}`;
}

function importedKey(value: unknown): string {
  return /([A-Za-z]+\d)[0-9A-F]{8}Arn/.exec(JSON.stringify(value))?.[1] ?? 'none';
}

function environmentsOf(stage: (typeof exampleStages)[number]) {
  const template = templateOf(synthesize(stage).stacks.service);
  return propertiesOf(template, 'AWS::Lambda::Function').map(({ Description, Environment }) => {
    const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: Record<string, unknown> };
    const name = String(Description).split(': ')[1] as FunctionName;
    return {
      name,
      variables: Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, resolved(value)])),
    };
  });
}

const sitesAndApps = ['LATCHKEY_SITES', 'LATCHKEY_PROFILES'];
const tables = ['FLOWS_TABLE', ...sitesAndApps, 'TENANTS_TABLE'];
const metrics = ['POWERTOOLS_METRICS_NAMESPACE', 'POWERTOOLS_SERVICE_NAME'];
const tokens = ['LATCHKEY_TOKEN_SIGNING_KEYS'];
const withoutSites: readonly FunctionName[] = [
  'schedule-refresh',
  'announce-session-ends',
  'healthz',
  'not-found',
];
const limits = ['LATCHKEY_MAXIMUM_SESSION_SECONDS', 'LATCHKEY_UNSOLICITED_RESPONSES'];

describe.each(exampleStages)('in the stage %s', (stage) => {
  it.each(environmentsOf(stage))(
    '$name is told what it can read, and nothing else',
    ({ name, variables }) => {
      const edge =
        stage === 'full' && name !== 'readyz' && (!isBackground(name) || name === 'check-release')
          ? ['LATCHKEY_EDGE_SECRETS']
          : [];
      const own: Partial<Record<FunctionName, readonly string[]>> = {
        'assertion-consumer': [...limits, ...(stage === 'full' ? ['LATCHKEY_DECRYPTION_KEYS'] : [])],
        'sign-on': stage === 'full' ? ['LATCHKEY_REQUEST_SIGNING_KEYS'] : [],
        'schedule-refresh': ['LATCHKEY_REFRESH_QUEUE_URL', 'LATCHKEY_EVENT_BUS'],
        'announce-session-ends': [
          'LATCHKEY_EVENT_BUS',
          // Two regions have no OpenID Provider.
          ...(stage === 'tworegions' ? [] : ['LATCHKEY_NOTICE_QUEUE_URL']),
        ],
        'check-sign-in': ['LATCHKEY_CHECK_KEY'],
        'check-release': ['LATCHKEY_CHECK_KEY', 'LATCHKEY_NEW_VERSIONS'],
        'refresh-metadata': ['LATCHKEY_EVENT_BUS', ...(stage === 'full' ? ['LATCHKEY_METADATA_HOSTS'] : [])],
        setup: stage === 'full' ? ['LATCHKEY_METADATA_HOSTS'] : [],
        discovery: tokens,
        'notify-clients': tokens,
        token: tokens,
        'end-session': [...tokens, ...(stage === 'full' ? ['LATCHKEY_REQUEST_SIGNING_KEYS'] : [])],
        logout: stage === 'full' ? ['LATCHKEY_REQUEST_SIGNING_KEYS'] : [],
        'sign-out': stage === 'full' ? ['LATCHKEY_REQUEST_SIGNING_KEYS'] : [],
        authorize: stage === 'full' ? ['LATCHKEY_REQUEST_SIGNING_KEYS'] : [],
        healthz: [],
        'not-found': [],
      };
      const needsTables = name !== 'discovery' && name !== 'healthz' && name !== 'not-found';

      expect(Object.keys(variables).sort()).toEqual(
        [...metrics, ...edge, ...(needsTables ? tables : sitesAndApps), ...(own[name] ?? [])]
          .filter((variable) => !sitesAndApps.includes(variable) || !withoutSites.includes(name))
          .sort(),
      );
      expect(keyIdsFrom(variables, 'decryption').map((id) => id.slice(-11))).toEqual(
        name === 'assertion-consumer' && stage === 'full' ? ['Decryption2', 'Decryption1'] : [],
      );
      expect(edgeSecretsFrom(variables)).toHaveLength(edge.length * 3);
      if (!needsTables) return;
      expect(tableNamesFrom(variables)).toEqual({
        tenants: `latchkey-${stage}-tenants`,
        flows: `latchkey-${stage}-flows`,
      });
      if (isBackground(name)) return;
      expect(readSites(variables['LATCHKEY_SITES'], apps).map(({ origin }) => origin)).toEqual(
        stage === 'plain'
          ? [deployed['ApiEndpoint'], deployed['ApiEndpoint']]
          : ['https://{tenant}.timetrackenterprise.com', 'https://perform.trakstar.com'],
      );
      if (name === 'assertion-consumer') {
        expect(readSignInLimits(variables)).toEqual({
          maximumSessionSeconds: stage === 'full' ? 43_200 : 86_400,
          takesUnsolicited: true,
        });
      }
    },
  );
});
