import { TrustedKeyError } from '../../shared/tenants/trusted-key-error.ts';
import { OperatorError } from './operator-error.ts';

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** Whatever was thrown, in words for the operator. @param local Whether `--local` was given. */
export function explainFailure(failure: unknown, local: boolean): OperatorError {
  if (failure instanceof OperatorError) return failure;
  if (failure instanceof TrustedKeyError) return new OperatorError('key-refused', failure.message);
  if (!(failure instanceof Error)) return new OperatorError('fault', String(failure));
  const code = 'code' in failure ? String(failure.code) : '';
  if (unreachable.has(code) || failure.name === 'TimeoutError') return unreachableDatabase(local);
  if (failure.name === 'ResourceNotFoundException') return missingTable(local);
  if (failure.name === 'CredentialsProviderError' || /region is missing/i.test(failure.message)) {
    return new OperatorError('settings', `The AWS SDK is not set up: ${failure.message}`, [
      'Set AWS_REGION and credentials (AWS_PROFILE, for example), or add --local for this machine.',
    ]);
  }
  // What AWS itself answered: AccessDeniedException, ExpiredTokenException and the like.
  if ('$metadata' in failure) return new OperatorError('aws-refused', `${failure.name}: ${failure.message}`);
  return new OperatorError('fault', failure.message);
}

function unreachableDatabase(local: boolean): OperatorError {
  const next = local
    ? ['Is `npm start` running? If it has another DYNAMODB_PORT, set it here too.']
    : ['Check the network and AWS_REGION, or add --local for this machine (is `npm start` running?).'];
  return new OperatorError('database-unreachable', 'DynamoDB cannot be reached.', next);
}

function missingTable(local: boolean): OperatorError {
  const next = local
    ? ['Is it `npm start` that runs there?']
    : ['Check TENANTS_TABLE, FLOWS_TABLE and AWS_REGION against the deployed stack.'];
  return new OperatorError('table-missing', 'DynamoDB has no such table.', next);
}
