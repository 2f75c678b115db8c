import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem, type ProblemCode } from '../problems/problem.ts';

/** The maximum size of a request's body, in decoded bytes. */
export const maximumBodyBytes = 256 * 1024;

/**
 * Returns the bytes of an event's body, by `isBase64Encoded`; undefined where there is none.
 * @throws Problem `code`; before decoding, where the encoded length already exceeds the limit
 */
export function readBody(
  { body, isBase64Encoded }: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>,
  code: ProblemCode = 'body-too-large',
): Uint8Array | undefined {
  if (body === undefined || body === '') return undefined;
  // Four characters of base64 are three bytes; a character of text is at least one byte.
  const atLeastBytes = isBase64Encoded ? Math.floor(body.length / 4) * 3 - 2 : body.length;
  if (atLeastBytes > maximumBodyBytes) throw tooLarge(code, atLeastBytes);
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maximumBodyBytes) throw tooLarge(code, bytes.length);
  return bytes;
}

function tooLarge(code: ProblemCode, actualBytes: number): Problem {
  return new Problem(code, {
    expected: `at most ${maximumBodyBytes} bytes`,
    actual: `${actualBytes} bytes`,
  });
}
