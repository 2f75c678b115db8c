import type { MTLSConfig } from 'aws-cdk-lib/aws-apigatewayv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/**
 * Returns whose certificates the API asks for, once the edge is enforced; undefined where it asks for none. API Gateway
 * then refuses every other caller in the TLS handshake: strangers cannot spend its throttles around the firewall. The file
 * has the name of its content, so a changed one is a changed domain.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
export function clientAuthority(scope: Construct, { edge }: Pick<Stage, 'edge'>): MTLSConfig | undefined {
  if (edge?.clientCertificate === undefined || !edge.enforce) return undefined;
  const { s3BucketName, s3ObjectKey } = new Asset(scope, 'ClientAuthority', {
    path: edge.clientCertificate.authority,
  });
  return { bucket: Bucket.fromBucketName(scope, 'ClientAuthorityBucket', s3BucketName), key: s3ObjectKey };
}
