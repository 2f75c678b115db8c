import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { lambdaContext } from './lambda-context.ts';
import { payloadOf } from './payload.ts';

/** API Gateway's own limit for a request's body, in bytes. */
const maximumPayloadBytes = 10 * 1024 * 1024;

/** Runs one function for one request, as an HTTP API with payload 2.0 does. */
export async function invoke(
  handler: LambdaHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    response.end('{"message":"Request Entity Too Large"}');
    return;
  }
  send(await handler(payloadOf(request, body), lambdaContext()), response);
}

function send(result: APIGatewayProxyStructuredResultV2, response: ServerResponse): void {
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
  if (result.cookies !== undefined && result.cookies.length > 0)
    response.setHeader('set-cookie', result.cookies);
  response.writeHead(result.statusCode ?? 200);
  response.end(Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'));
}

/** The whole body, or undefined where it is more than API Gateway takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maximumPayloadBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
