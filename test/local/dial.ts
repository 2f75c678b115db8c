import { type IncomingHttpHeaders, request } from 'node:http';

/** A request as a test writes it. */
export interface Dialled {
  /** Default: POST where there is a form, else GET. */
  readonly method?: string;
  readonly form?: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Heard {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The `name=value` parts of the cookies that were set: what a browser sends back. */
  readonly cookies: readonly string[];
}

/** Asks 127.0.0.1 for `url`: the system's resolver knows no `*.localhost`, so its host goes into the header. */
export function dial(url: string, { form, cookies = [], ...more }: Dialled = {}): Promise<Heard> {
  const { host, port, pathname, search } = new URL(url);
  const headers = {
    host,
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
    ...more.headers,
  };
  const { method = form === undefined ? 'GET' : 'POST' } = more;
  const path = `${pathname}${search}`;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      answer.once('error', reject).once('end', () => {
        const { statusCode, headers } = answer;
        resolve({ status: statusCode, headers, body, cookies: cookiesIn(headers) });
      });
    });
    asked.once('error', reject).end(form);
  });
}

function cookiesIn(headers: IncomingHttpHeaders): readonly string[] {
  return (headers['set-cookie'] ?? [])
    .filter((cookie) => !/Max-Age=0/i.test(cookie))
    .map((cookie) => cookie.split(';')[0] ?? '');
}

/** An answer without what differs between any two: the date, and the reference and the time on its page. */
export function withoutTrace({ status, headers: { date, ...headers }, body }: Heard) {
  const reference = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g;
  return { status, headers, body: body.replace(reference, 'REFERENCE').replace(/<time.*<\/time>/g, 'TIME') };
}
