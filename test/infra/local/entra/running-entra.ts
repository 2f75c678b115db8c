import { createServer, request as dial, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createEnterpriseApplications,
  type DemonstrationApplication,
} from '../../../../infra/local/entra/enterprise-application.ts';
import { createSimulatedEntra } from '../../../../infra/local/entra/simulated-entra.ts';
import type { AppId } from '../../../../shared/ids/app-id.ts';
import { gallery } from '../../../fixtures/apps.ts';

/** What came back, with what a form on the page would post. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  readonly text: string;
  /** The hidden fields of the page. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The moment at which every response of these tests is issued. */
export const now = new Date('2026-11-22T23:50:00.123Z');

/** A simulated Entra behind a port, and one browser's cookies. */
export class RunningEntra {
  readonly applications: readonly DemonstrationApplication[];
  readonly #server: Server;
  #cookies = new Map<string, string>();

  private constructor(server: Server, applications: readonly DemonstrationApplication[]) {
    this.#server = server;
    this.applications = applications;
  }

  /** Where it listens. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Its URLs say port 8080, whichever it listens on: `*.localhost` is dialled by address anyway. */
  static async start(clock: () => Date = () => now): Promise<RunningEntra> {
    const sites = [
      { app: gallery.timetrack, origin: 'http://{tenant}.timetrack.localhost:8080' },
      { app: gallery.trakstar, origin: 'http://perform.trakstar.localhost:8080' },
    ];
    const applications = await createEnterpriseApplications({ port: 8080, sites, now });
    const entra = createSimulatedEntra({ port: 8080, applications, now: clock });
    const server = createServer((request, response) => void entra(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RunningEntra(server, applications);
  }

  stop(): void {
    this.#server.close();
  }

  /** Another browser: nobody is signed in. */
  forgetCookies(): void {
    this.#cookies = new Map();
  }

  application(app: AppId, tenant = 'acme'): DemonstrationApplication {
    const found = this.applications.find((each) => each.app === app && each.tenant === tenant);
    if (found === undefined) throw new Error(`No ${app} for ${tenant}.`);
    return found;
  }

  get(url: string): Promise<Answer> {
    return this.#send('GET', url);
  }

  post(url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send('POST', url, new URLSearchParams(fields).toString());
  }

  /** Follows the account picker on `page` as this person. */
  signIn(page: Answer, account: string): Promise<Answer> {
    const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return this.post(action, { ...page.fields, account });
  }

  #send(method: string, url: string, body?: string): Promise<Answer> {
    const { pathname, search } = new URL(url, 'http://entra.localhost:8080');
    const { port } = this.#server.address() as AddressInfo;
    const headers = {
      host: 'entra.localhost:8080',
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    return new Promise((resolve, reject) => {
      const request = dial(
        { host: '127.0.0.1', port, method, path: pathname + search, headers },
        async (response) => {
          const chunks: Buffer[] = [];
          for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
          for (const cookie of response.headers['set-cookie'] ?? []) this.#keep(cookie);
          resolve(answer(response, Buffer.concat(chunks)));
        },
      );
      request.on('error', reject).end(body);
    });
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function answer(response: IncomingMessage, bytes: Buffer): Answer {
  const text = bytes.toString('utf8');
  const hidden = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes,
    text,
    fields: Object.fromEntries([...hidden].map(([, name, value = '']) => [name, unescaped(value)])),
  };
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** The XML of the SAMLResponse that `page` posts. */
export function responseIn(page: Answer): string {
  const { SAMLResponse: response = '' } = page.fields;
  return Buffer.from(response, 'base64').toString('utf8');
}
