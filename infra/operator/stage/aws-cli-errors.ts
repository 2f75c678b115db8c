import { OperatorError } from '../operator-error.ts';

const checkOptions =
  'Check --stage, --profile and --region. To sign in again: aws sso login, or as your account requires.';

const seeAccount = 'To see the account and the caller (with the same --profile): aws sts get-caller-identity';

/** What the AWS command line says, and the next steps: first what it means, where its own words do not say so. */
const explanations: readonly (readonly [pattern: RegExp, ...next: readonly string[]])[] = [
  [
    /unable to locate credentials|no credentials/i,
    'Without credentials on this machine, AWS refuses every request.',
    'Sign in and add --profile <name> here: aws sso login --profile <name>',
    'To set up a profile: aws configure sso',
  ],
  [
    /config profile \(.+?\) could not be found/i,
    'Check the spelling of --profile and of AWS_PROFILE. To list the profiles: aws configure list-profiles',
  ],
  [
    /expired|sso session|refresh failed/i,
    'Sign in again: aws sso login (with the same --profile), or request new temporary credentials.',
  ],
  [
    /must specify a region|no region/i,
    'Add --region <name>, the region that the stage is deployed to, such as eu-central-1.',
  ],
  [
    /could not connect to the endpoint|name or service not known|connect timeout|connection was closed|getaddrinfo/i,
    'AWS cannot be reached. Check the network, a proxy (HTTPS_PROXY) and the spelling of --region.',
  ],
  [
    /stack with id \S+ does not exist/i,
    'This account has no such stage in this region. Check --stage, --profile and --region.',
    seeAccount,
  ],
  [
    /access ?denied|not authorized|unauthorized/i,
    'These credentials lack a permission. Request the action that the message names, or use another --profile.',
    seeAccount,
  ],
  [
    /security token .* invalid|invalidclienttoken|signaturedoesnotmatch|unrecognizedclient/i,
    'AWS does not accept these credentials. An access key needs its own secret and session token.',
    seeAccount,
  ],
];

/** Returns the error for the last line that the AWS command line wrote: that line, then in words what to do. */
export function explainAwsCli(line: string): OperatorError {
  const [, ...next] = explanations.find(([pattern]) => pattern.test(line)) ?? [undefined, checkOptions];
  return new OperatorError('aws-refused', line, next);
}
