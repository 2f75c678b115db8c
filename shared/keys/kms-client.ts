import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';

/**
 * Returns a client whose region, credentials and endpoint come from the SDK's environment (`AWS_ENDPOINT_URL_KMS`,
 * `AWS_REGION`, …) unless `config` sets them. A connection may take 1 s and an attempt 2 s; there is one retry.
 */
export function createKmsClient(config: KMSClientConfig = {}): KMSClient {
  return new KMSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
    ...config,
  });
}
