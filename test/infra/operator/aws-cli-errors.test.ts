import { describe, expect, it } from 'vitest';
import { explainAwsCli } from '../../../infra/operator/stage/aws-cli-errors.ts';

const called = 'when calling the DescribeStacks operation';

describe('what the AWS command line says', () => {
  it.each([
    [
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
      /Without credentials .*aws sso login --profile/s,
    ],
    ['The config profile (stagin) could not be found', /spelling of --profile.*list-profiles/],
    ['Error when retrieving token from sso: Token has expired and refresh failed', /Sign in again/],
    ['You must specify a region. You can also configure your region.', /Add --region/],
    [
      'Could not connect to the endpoint URL: "https://cloudformation.eu-centrl-1.amazonaws.com/"',
      /cannot be reached.*--region/,
    ],
    [
      `An error occurred (ValidationError) ${called}: Stack with id Latchkey-bta-Service does not exist`,
      /no such stage.*--stage.*get-caller-identity/s,
    ],
    [
      `An error occurred (AccessDenied) ${called}: User: x is not authorized`,
      /lack a permission.*get-caller-identity/s,
    ],
    [
      'An error occurred (InvalidClientTokenId): The security token included in the request is invalid',
      /does not accept.*get-caller-identity/s,
    ],
    ['Something that no release said before', /^Check --stage, --profile and --region/],
  ])('comes first and whole, then what to do: %s', (line, next) => {
    const error = explainAwsCli(line);
    expect(error).toMatchObject({ code: 'aws-refused', message: line });
    expect(error.next.join('\n')).toMatch(next);
  });
});
