import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { answers } from '../../local/listeners.ts';

const example = new URL('../../../docs/examples/nginx.conf', import.meta.url);

/** The ports of the example, and those that a test puts in their place. */
export interface NginxPorts {
  readonly 3000: number;
  readonly 3001: number;
  readonly 8080: number;
}

/**
 * Runs Debian's nginx with docs/examples/nginx.conf as it is written there but for its ports. All that it writes is in a
 * temporary folder. Returns how to end it.
 */
export async function startNginx(ports: NginxPorts): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'));
  const server = readFileSync(example, 'utf8').replaceAll(
    /(?<=127\.0\.0\.1:)(3000|3001|8080)/g,
    (port) => `${ports[Number(port) as keyof NginxPorts]}`,
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; error_log stderr warn;
events {}
http { access_log off; ${temporary.join(' ')}
${server}}
`,
  );
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let faults = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    faults += text;
  });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGQUIT');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  await vi.waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${faults}`);
    if (!(await answers('127.0.0.1', ports[3000]))) throw new Error('nginx does not listen');
  }, 10_000);
  return stop;
}
