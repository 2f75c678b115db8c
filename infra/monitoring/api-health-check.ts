import { Duration, Fn } from 'aws-cdk-lib';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { LatchkeyApi } from '../constructs/latchkey-api.ts';

/** How often Route 53 asks a region, and how many failures in a row make it switch to the other one. */
export const healthCheckSettings = { intervalSeconds: 30, failures: 3 } as const;

/** Asks `GET /healthz` at the API's own address, from several continents. */
export class ApiHealthCheck extends HealthCheck {
  constructor(scope: Construct, id: string, api: LatchkeyApi) {
    super(scope, id, {
      type: HealthCheckType.HTTPS,
      fqdn: Fn.select(2, Fn.split('/', api.apiEndpoint)),
      port: 443,
      resourcePath: '/healthz',
      requestInterval: Duration.seconds(healthCheckSettings.intervalSeconds),
      failureThreshold: healthCheckSettings.failures,
      enableSNI: true,
    });
  }
}
