import { request as dial, type IncomingMessage } from 'node:http';
import type { Answer } from './entra/running-entra.ts';

/** One browser in front of a simulated Entra that listens at the very port that its URLs say. */
export class EntraBrowser {
  readonly #port: number;
  readonly #cookies = new Map<string, string>();

  constructor(port: number) {
    this.#port = port;
  }

  get(url: string): Promise<Pick<Answer, 'status' | 'text' | 'fields'>> {
    return this.#send('GET', url);
  }

  post(url: string, fields: Readonly<Record<string, string>>) {
    return this.#send('POST', url, new URLSearchParams(fields).toString());
  }

  /** Follows the account picker on `page` as this person. */
  signIn({ text, fields }: Pick<Answer, 'text' | 'fields'>, account: string) {
    const action = /<form method="post" action="([^"]+)"/.exec(text)?.[1] ?? '';
    return this.post(action, { ...fields, account });
  }

  #send(method: string, url: string, body?: string): Promise<Pick<Answer, 'status' | 'text' | 'fields'>> {
    const host = `entra.localhost:${this.#port}`;
    const { pathname, search } = new URL(url, `http://${host}`);
    const headers = {
      host,
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const options = { host: '127.0.0.1', port: this.#port, method, path: pathname + search, headers };
    return new Promise((resolve, reject) => {
      dial(options, (response) => void this.#read(response).then(resolve, reject))
        .on('error', reject)
        .end(body);
    });
  }

  async #read(response: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    for (const cookie of response.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const hidden = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
    const fields = Object.fromEntries([...hidden].map(([, name, value = '']) => [name, unescaped(value)]));
    return { status: response.statusCode ?? 0, text, fields };
  }
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
