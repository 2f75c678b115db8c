import { Duration, Fn } from 'aws-cdk-lib';
import { type CfnHealthCheck, HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { LatchkeyApi } from '../constructs/latchkey-api.ts';

/** How often each checker of Route 53 asks, how many failures in a row it takes, and from where it asks. */
export const healthCheckSettings = {
  intervalSeconds: 30,
  failures: 3,
  /**
   * Route 53 demands three. All eight would send 1.4 million requests a month to a host; three send 0.5 million, and a
   * host still counts as healthy while one region of them reaches it.
   * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
   */
  regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'],
  /** In each of the regions: eight of them together ask every two seconds. */
  checkersOfRegion: 2,
} as const;

/** Asks `GET /readyz` at a host over HTTPS, from three continents. */
export class ReadinessHealthCheck extends HealthCheck {
  constructor(scope: Construct, id: string, fqdn: string) {
    super(scope, id, {
      type: HealthCheckType.HTTPS,
      fqdn,
      port: 443,
      resourcePath: '/readyz',
      requestInterval: Duration.seconds(healthCheckSettings.intervalSeconds),
      failureThreshold: healthCheckSettings.failures,
      regions: [...healthCheckSettings.regions],
      enableSNI: true,
    });
    // An operator disables and inverts it to fail over by hand: what the template does not name, no deployment undoes.
    const resource = this.node.defaultChild as CfnHealthCheck;
    resource.addPropertyDeletionOverride('HealthCheckConfig.Inverted');
  }
}

/** Returns the host of the API's own address, as CloudFormation finds it out. */
export function apiHost(api: LatchkeyApi): string {
  return Fn.select(2, Fn.split('/', api.apiEndpoint));
}
