import { formBody } from '../../fixtures/post.ts';
import type { Customer } from '../../local/customer.ts';
import { dial } from '../../local/dial.ts';

/** A page that a visitor has reached. */
export interface Visited {
  readonly url: string;
  readonly status: number | undefined;
  readonly body: string;
}

/** A browser without a screen: it keeps cookies for each host, and follows redirects. */
export interface Visitor {
  /** Opens an address. At the directory it signs in as the customer's person, and goes on from there. */
  open(url: string, form?: Readonly<Record<string, string>>): Promise<Visited>;
  /** Every address of the last walk, in order. */
  readonly walked: readonly string[];
}

const directoryHost = 'login.microsoftonline.com';
const longestWalk = 20;

/** Returns a visitor who has never been here. Cookies know no port, as in every browser. */
export function newVisitor(customer: Customer): Visitor {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { hostname } = new URL(url);
    const jar = jars.get(hostname) ?? new Map<string, string>();
    jars.set(hostname, jar);
    return jar;
  };
  const walked: string[] = [];

  const step = async (url: string, form: string | undefined): Promise<Visited | string> => {
    walked.push(url);
    const jar = jarOf(url);
    const { status, headers, body } = await dial(url, {
      cookies: [...jar].map(([name, value]) => `${name}=${value}`),
      headers: {
        accept: 'text/html,application/json',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
      ...(form === undefined ? {} : { form }),
    });
    for (const line of headers['set-cookie'] ?? []) keep(jar, line);
    const { location } = headers;
    if (status === undefined || status < 300 || status > 399 || location === undefined) {
      return { url, status, body };
    }
    return new URL(location, url).href;
  };

  return {
    walked,
    async open(url, fields) {
      walked.length = 0;
      let form = fields === undefined ? undefined : String(new URLSearchParams(fields));
      let next = url;
      for (let steps = 0; steps < longestWalk; steps += 1) {
        const reached = await step(next, form);
        if (typeof reached !== 'string') return reached;
        form = undefined;
        next = reached;
        const { hostname, searchParams } = new URL(reached);
        if (hostname !== directoryHost) continue;
        walked.push(reached);
        if (!searchParams.has('SAMLRequest')) return { url: reached, status: 200, body: 'the directory' };
        const id = searchParams.get('RelayState') ?? '';
        const message = customer.message(id, { issuedAt: new Date() });
        next = customer.urls.replyUrl;
        form = formBody(message, id);
      }
      throw new Error(`No end of redirects: ${walked.join(' → ')}`);
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  const isOver = attributes.some((each) => {
    const [key = '', text = ''] = each.trim().split('=');
    if (/^max-age$/i.test(key)) return Number(text) <= 0;
    return /^expires$/i.test(key) && Date.parse(text) <= Date.now();
  });
  if (isOver || value === '') jar.delete(name);
  else jar.set(name, value);
}
