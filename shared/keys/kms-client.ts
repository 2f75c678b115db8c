import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';

/**
 * A client whose region, credentials and endpoint come from the SDK's own environment (`AWS_ENDPOINT_URL_KMS`,
 * `AWS_REGION`, …) unless `config` gives them. A connection may take 1 s and an attempt 2 s; there is one retry.
 */
export function createKmsClient(config: KMSClientConfig = {}): KMSClient {
  return new KMSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
    ...config,
  });
}
