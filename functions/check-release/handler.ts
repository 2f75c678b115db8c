import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { appsOf } from '../../shared/apps/apps.ts';
import { readSites, sitesFrom } from '../../shared/apps/sites-variable.ts';
import { edgeSecretsFrom } from '../../shared/http/edge.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { checkEveryApp } from '../../shared/sign-in-check/check-every-app.ts';
import { openCheckKey } from '../../shared/sign-in-check/open-check-key.ts';
import { requireServedAddresses, retiredSitesVariable } from '../../shared/sign-in-check/served-addresses.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { newVersionsVariable } from './constants.ts';
import { type InvokeVersion, type NewVersions, sendToVersions } from './endpoint.ts';

const lambda = new LambdaClient({ maxAttempts: 2 });
const codeDeploy = new CodeDeployClient({ maxAttempts: 3 });

const invoke: InvokeVersion = async (FunctionName, event) => {
  const Payload = Buffer.from(JSON.stringify(event));
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
  if (answer.FunctionError !== undefined) throw new Error(`The new version fails: ${answer.FunctionError}`);
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString());
};

const versions: NewVersions = JSON.parse(process.env[newVersionsVariable] ?? '{}');
const [edgeSecret] = edgeSecretsFrom(process.env);
const sites = sitesFrom(process.env);
const { [retiredSitesVariable]: named } = process.env;
const retired = named === undefined ? [] : readSites(named, appsOf(sites));
const check = {
  sites,
  tenants: openTablesFrom(process.env).tenants,
  key: openCheckKey(process.env),
  send: sendToVersions(versions, invoke, edgeSecret),
  clock: () => new Date(),
};

/** What CodeDeploy sends to a hook. */
interface HookEvent {
  readonly DeploymentId: string;
  readonly LifecycleEventHookExecutionId: string;
}

/**
 * Runs before a deployment shifts traffic: refuses a release that loses an address at which people sign in, then signs
 * in with the new versions alone. If either fails, CodeDeploy fails the deployment and no person meets the new version.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export async function handler(event: HookEvent): Promise<void> {
  let status: 'Succeeded' | 'Failed' = 'Failed';
  try {
    await requireServedAddresses(check.tenants, { sites: check.sites, retired, now: check.clock() });
    await checkEveryApp(check);
    status = 'Succeeded';
  } catch (error) {
    logUnexpectedError(error);
  } finally {
    counters.publish();
  }
  await codeDeploy.send(
    new PutLifecycleEventHookExecutionStatusCommand({
      deploymentId: event.DeploymentId,
      lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId,
      status,
    }),
  );
}
