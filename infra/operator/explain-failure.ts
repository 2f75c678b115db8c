import { TrustedKeyError } from '../../shared/tenants/keys/trusted-key-error.ts';
import { OperatorError } from './operator-error.ts';

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** Returns what was thrown as an error for the operator, with advice. `isLocal`: whether `--local` was given. */
export function explainFailure(
  failure: unknown,
  { isLocal: local }: { readonly isLocal: boolean },
): OperatorError {
  if (failure instanceof OperatorError) return failure;
  if (failure instanceof TrustedKeyError) return new OperatorError('key-refused', failure.message);
  // By its name: what only `--help` loads has to stay small.
  if (failure instanceof Error && failure.name === 'AppDocumentError') {
    return new OperatorError('app-refused', failure.message, [
      'npx latchkey app check shows the line of each fault.',
    ]);
  }
  if (!(failure instanceof Error)) return new OperatorError('fault', String(failure));
  const code = 'code' in failure ? String(failure.code) : '';
  if (unreachable.has(code) || failure.name === 'TimeoutError') return unreachableDatabase(local);
  if (failure.name === 'ResourceNotFoundException') return missingTable(local);
  if (isExpiredSession(failure)) {
    return new OperatorError('settings', `The AWS session has expired: ${failure.message}`, signInAgain);
  }
  if (failure.name === 'CredentialsProviderError' || /region is missing/i.test(failure.message)) {
    return new OperatorError('settings', `The AWS SDK has no credentials or region: ${failure.message}`, [
      'Set AWS_REGION and credentials (for example AWS_PROFILE), or add --local for this machine.',
    ]);
  }
  const advice = adviceOn(failure, local);
  if (advice !== undefined || '$metadata' in failure) {
    return new OperatorError('aws-refused', `${failure.name}: ${failure.message}`, advice);
  }
  return new OperatorError('fault', failure.message);
}

/** Returns whether a session of IAM Identity Center has expired: the credential provider says so before it sends anything. */
function isExpiredSession({ name, message }: Error): boolean {
  return name === 'CredentialsProviderError' && /expired|aws sso login/i.test(message);
}

function unreachableDatabase(local: boolean): OperatorError {
  const next = local
    ? ['Is `npm start` running? If it has another DYNAMODB_PORT, set it here too.']
    : ['Check the network and AWS_REGION, or add --local for this machine (is `npm start` running?).'];
  return new OperatorError('database-unreachable', 'DynamoDB cannot be reached.', next);
}

function missingTable(local: boolean): OperatorError {
  const next = local
    ? ['Is `npm start` running on that port?']
    : ['Check TENANTS_TABLE, FLOWS_TABLE and AWS_REGION against the deployed stack.'];
  return new OperatorError('table-missing', 'The table does not exist in DynamoDB.', next);
}

const signInAgain = [
  'Sign in again: aws sso login (with the same --profile), or request new temporary credentials.',
  'Then run the same command again. It skips what is already done.',
];

const checkClock = [
  "Check this machine's clock with timedatectl: AWS refuses requests that were signed more than 5 minutes off.",
];

const checkCredentials = [
  'See whose credentials these are: aws sts get-caller-identity (with the same --profile).',
  'An access key must be active, belong to this account, and be used with its own secret and session token.',
];

const askForPermission = [
  'See who you are: aws sts get-caller-identity (with the same --profile). It must be the account of the stage.',
  'Request the action that the message names, in the IAM policy, permissions boundary, service control policy or KMS key policy.',
];

/**
 * Advice by the names of AWS's common errors. Those of DynamoDB and KMS end with Exception, those of STS and S3 do
 * not.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CommonErrors.html
 */
const adviceByName: ReadonlyMap<string, readonly string[]> = new Map([
  ['ExpiredToken', signInAgain],
  ['TokenRefreshRequired', signInAgain],
  ['CredentialsExpired', signInAgain],
  ['RequestExpired', checkClock],
  ['RequestInTheFuture', checkClock],
  ['RequestTimeTooSkewed', checkClock],
  ['InvalidSignature', [...checkClock, ...checkCredentials]],
  ['SignatureDoesNotMatch', [...checkClock, ...checkCredentials]],
  ['UnrecognizedClient', checkCredentials],
  ['InvalidClientTokenId', checkCredentials],
  ['InvalidAccessKeyId', checkCredentials],
  ['InvalidToken', checkCredentials],
  ['IncompleteSignature', checkCredentials],
  ['MissingAuthenticationToken', checkCredentials],
  ['AuthFailure', checkCredentials],
  ['OptInRequired', ['Enable the region in this account, or set AWS_REGION to the region of the stage.']],
  ['AccessDenied', askForPermission],
  ['NotAuthorized', askForPermission],
  ['UnauthorizedOperation', askForPermission],
]);

function adviceOn({ name, message }: Error, local: boolean): readonly string[] | undefined {
  const advice = adviceByName.get(name.replace(/Exception$/, ''));
  if (advice === undefined) return undefined;
  // A wrong clock is one cause of two errors; the message says which cause it is.
  const isClock = /signature (?:expired|not yet current)/i.test(message);
  const said = isClock ? checkClock : advice;
  return local ? ['--local needs no AWS account. Is DYNAMODB_PORT the port of `npm start`?'] : said;
}
