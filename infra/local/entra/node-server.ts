import type { IncomingMessage, ServerResponse } from 'node:http';

/** More than any form here needs. */
const maximumBody = 262_144;

/** The Node request as the web's own Request, which the router takes. `origin` stands for the host. */
export async function toWebRequest(request: IncomingMessage, origin: string): Promise<Request> {
  const method = request.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const text of [value ?? []].flat()) headers.append(name, text);
  }
  // A path may begin with two slashes; as a relative URL that would name another host.
  const url = `${origin}${request.url?.startsWith('/') ? request.url : '/'}`;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maximumBody) chunks.push(chunk);
  }
  // A body beyond the limit is dropped: the field that is then missing gives the page its error.
  const body = length <= maximumBody ? Buffer.concat(chunks) : '';
  return new Request(url, { method, headers, body });
}

/** Sends the web's Response through Node's. */
export async function sendWebResponse(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers);
  headers['set-cookie'] = answer.headers.getSetCookie();
  headers['content-length'] = String(body.length);
  response.writeHead(answer.status, headers).end(body);
}
