import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { tenantUrlPatterns } from '../../shared/apps/urls.ts';
import { metadataHostsVariable } from '../../shared/federation-metadata/metadata-host.ts';
import { type KeyPurpose, keyVariables } from '../../shared/keys/key-ids.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { constructIdOf, type TableReference } from './names.ts';
import type { Keys } from './stage-keys.ts';

/** What an administrator enters in Entra, as patterns: `{tenant}` stands for the tenant's name. */
export function writeUrlOutputs(stack: Stack, sites: readonly Site[]): void {
  for (const site of sites) {
    const isNext = sites.find(({ app }) => app.id === site.app.id) !== site;
    const id = `${constructIdOf(site.app)}${isNext ? 'Next' : ''}`;
    const { identifier, replyUrl, signOnUrl, logoutUrl } = tenantUrlPatterns(site);
    const where = `${isNext ? 'where it moves to, ' : ''}tenant in the ${tenantStandsInHost(site) ? 'host name' : 'query'}`;
    const output = (name: string, label: string, value: string) =>
      new CfnOutput(stack, `${id}${name}`, {
        value,
        description: `${site.app.displayName} (${where}): ${label}`,
      });
    output('Identifier', 'Identifier (Entity ID)', identifier);
    output('ReplyUrl', 'Reply URL (Assertion Consumer Service URL)', replyUrl);
    output('SignOnUrl', 'Sign on URL', signOnUrl);
    output('LogoutUrl', 'Logout Url (Optional)', logoutUrl);
  }
}

/** One line that tells a shell what the latchkey command has to know of this stage. */
export function writeOperatorOutput(
  stack: Stack,
  tables: Readonly<Record<TableName, TableReference>>,
  sites: readonly Site[],
  keys: Keys,
  metadataHosts: readonly string[],
): void {
  const uses = Object.entries(keys) as [KeyPurpose, readonly Key[]][];
  const variables = [
    `AWS_REGION=${stack.region}`,
    `${tableDefinitions.tenants.environmentVariable}=${tables.tenants.name}`,
    `${tableDefinitions.flows.environmentVariable}=${tables.flows.name}`,
    `${sitesVariable}='${writeSites(sites)}'`,
    ...(metadataHosts.length === 0 ? [] : [`${metadataHostsVariable}=${metadataHosts.join(',')}`]),
    ...uses.map(([use, each]) => `${keyVariables[use]}=${each.map(({ keyArn }) => keyArn).join(',')}`),
  ];
  new CfnOutput(stack, 'OperatorEnvironment', {
    value: `export ${variables.join(' ')}`,
    description: 'To be run in the shell in which `npx latchkey` works on this stage',
  });
}
