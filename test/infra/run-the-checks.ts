import type { KMSClient } from '@aws-sdk/client-kms';
import type { FunctionName } from '../../functions/routes.ts';
import { kmsPublicKeys, kmsSigningKeys } from '../../shared/keys/kms-keys.ts';
import { prepareCheckTenant } from '../../shared/sign-in-check/check-tenant.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import type { Calls } from './recorded-calls.ts';

/** A function that signs in to the stage itself, with tables and a KMS client of its own. */
export interface WatchedCheck {
  readonly name: Extract<FunctionName, 'check-sign-in' | 'check-release'>;
  readonly tables: Tables;
  readonly kms: KMSClient;
  readonly calls: Calls;
}

/**
 * The check tenant at the first time. What `check-release` asks of Lambda and CodeDeploy is in release-check.test.ts, what
 * `check-sign-in` asks of CloudWatch in expected-sign-ins.test.ts.
 */
export async function runTheCheck({ name, tables, kms, calls }: WatchedCheck): Promise<void> {
  const id = 'check';
  const key = { id, publicKeys: kmsPublicKeys(kms), signingKeys: kmsSigningKeys(kms, [id]) };
  const app = name === 'check-sign-in' ? 'timetrack' : 'trakstar';
  await prepareCheckTenant(tables.tenants, key, { app }, new Date('2026-11-22T12:00:00.000Z'));
  if (name === 'check-sign-in') calls.add('everything GetMetricData');
  if (name !== 'check-release') return;
  calls.add('versions InvokeFunction');
  calls.add('deployments PutLifecycleEventHookExecutionStatus');
}
