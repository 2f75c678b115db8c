import { createServer, type IncomingMessage } from 'node:http';
import { listenOnLoopback } from './embedded-aws.ts';
import type { Grants } from './role-grants.ts';

/** Stands before the embedded AWS as IAM stands before AWS. */
export interface AccessGuard {
  readonly endpoint: string;
  /** What was asked without a grant, as `sign-on dynamodb:Scan arn:…`. */
  readonly refusals: readonly string[];
  stop(): Promise<void>;
}

/** Whose table and key something is asked of. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

interface Asked {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly KeyId?: string;
}

const services: Readonly<Record<string, string>> = { DynamoDB_20120810: 'dynamodb', TrentService: 'kms' };

/**
 * Hands on to `endpoint` what the role of the asking function grants, and refuses everything else as AWS does. Who
 * asks is told by the access key, which here is the function's name.
 */
export async function guardAccess(
  endpoint: string,
  grants: ReadonlyMap<string, Grants>,
  place: Place,
): Promise<AccessGuard> {
  const rejections: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const name = /Credential=([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? 'nobody';
    const target = String(request.headers['x-amz-target']);
    const refused = permissionsFor(target, JSON.parse(body) as Asked, place).filter(
      (permission) => grants.get(name)?.has(permission) !== true,
    );
    if (refused.length > 0) {
      rejections.push(...refused.map((permission) => `${name} ${permission}`));
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'AccessDeniedException', message: rejections.at(-1) }));
      return;
    }
    const answer = await fetch(endpoint, { method: 'POST', headers: signedHeaders(request), body });
    response.writeHead(answer.status, { 'content-type': String(request.headers['content-type']) });
    response.end(await answer.text());
  });
  return { refusals: rejections, ...(await listenOnLoopback(server)) };
}

/** The permissions that AWS asks for a request. */
function permissionsFor(target: string, asked: Asked, { region, account }: Place): readonly string[] {
  const [version = '', operation = ''] = target.split('.');
  const service = services[version] ?? version;
  if (service === 'kms') return [`kms:${operation} ${asked.KeyId ?? ''}`];
  const index = asked.IndexName === undefined ? '' : `/index/${asked.IndexName}`;
  return [asked.TableName ?? [], Object.keys(asked.RequestItems ?? {})]
    .flat()
    .map((table) => `${service}:${operation} arn:aws:${service}:${region}:${account}:table/${table}${index}`);
}

/** What a request is recognised by at its goal. */
export function signedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const names = [
    'content-type',
    'authorization',
    'x-amz-date',
    'x-amz-target',
    'x-amz-security-token',
  ] as const;
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
