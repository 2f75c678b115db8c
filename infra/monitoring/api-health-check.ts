import { Duration, Fn } from 'aws-cdk-lib';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { LatchkeyApi } from '../constructs/latchkey-api.ts';

/** Asks `GET /healthz` at the API's own address, from several continents: a region that fails three times is left. */
export class ApiHealthCheck extends HealthCheck {
  constructor(scope: Construct, id: string, api: LatchkeyApi) {
    super(scope, id, {
      type: HealthCheckType.HTTPS,
      fqdn: Fn.select(2, Fn.split('/', api.apiEndpoint)),
      port: 443,
      resourcePath: '/healthz',
      requestInterval: Duration.seconds(30),
      failureThreshold: 3,
      enableSNI: true,
    });
  }
}
