/** What a request to AWS is signed with. */
export interface LambdaCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Bundled in the place of the SDK's chain of providers, of which Lambda only ever uses the first: the credentials
 * of the function's role, which Lambda puts into the environment and which outlive it. The others (single sign-on,
 * profiles, processes, instance metadata) are a quarter of a bundle that a person waits for.
 */
export function defaultProvider(): () => Promise<LambdaCredentials> {
  return async () => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = process.env;
    if (!accessKeyId || !secretAccessKey) {
      throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, as they are in Lambda');
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  };
}
