import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apacheModules } from '../../set-up/program-list.ts';
import type { ProgramSettings } from './programs.ts';
import { type RunningProgram, startProgram } from './start-program.ts';

const loaded = [
  'mpm_event',
  'alias',
  'authn_core',
  'authz_core',
  'authz_user',
  'proxy',
  'proxy_http',
  'headers',
  'auth_openidc',
];

/**
 * Runs Debian's Apache with mod_auth_openidc in front of an application that shows what it is told of the person. All that
 * it writes is in a temporary folder.
 */
export async function apache(settings: ProgramSettings): Promise<RunningProgram> {
  const application = createServer(({ url, headers }, response) => {
    const said = { sub: headers['x-sub'], tenant: headers['x-tenant'], page: url };
    response.setHeader('content-type', 'application/json');
    if (url === '/signed-out') response.end(JSON.stringify({ signedOut: true }));
    else response.end(JSON.stringify({ ...said, accessToken: headers['oidc_access_token'] }));
  });
  application.listen(0, '127.0.0.1');
  await once(application, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-apache-'));
  const { port } = application.address() as AddressInfo;
  const file = join(folder, 'httpd.conf');
  writeFileSync(file, configurationOf(settings, folder, port));
  const program = await startProgram(
    ['apache2', '-d', folder, '-f', file, '-D', 'FOREGROUND'],
    settings.port,
    {},
  );
  return {
    faults: () => program.faults() + readFileSync(join(folder, 'error.log'), 'utf8'),
    async stop() {
      await program.stop();
      application.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function configurationOf(
  { issuer, client, origin, port, tenant }: ProgramSettings,
  folder: string,
  applicationPort: number,
): string {
  return `ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/httpd.pid
DefaultRuntimeDir ${folder}
Mutex file:${folder}
ErrorLog ${folder}/error.log
LogLevel warn
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${loaded.map((name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so`).join('\n')}
OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${client.id}
OIDCClientSecret ${client.secret}
OIDCRedirectURI ${origin}/callback
OIDCCryptoPassphrase a-passphrase-of-the-test
OIDCScope "openid profile email groups"
OIDCAuthRequestParams tenant=${tenant}
OIDCPKCEMethod S256
OIDCSessionType client-cookie:store_id_token
OIDCDefaultLoggedOutURL ${origin}/signed-out
<Location />
  AuthType openid-connect
  Require valid-user
  RequestHeader set x-sub "%{OIDC_CLAIM_sub}e"
  RequestHeader set x-tenant "%{OIDC_CLAIM_tenant}e"
</Location>
Redirect 303 /sign-out ${origin}/callback?logout=${encodeURIComponent(`${origin}/signed-out`)}
<Location /signed-out>
  AuthType None
  Require all granted
</Location>
ProxyPass /callback !
ProxyPass /sign-out !
ProxyPass / http://127.0.0.1:${applicationPort}/
`;
}
