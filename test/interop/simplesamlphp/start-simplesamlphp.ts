import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimNames } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { freePort } from '../../set-up/free-port.ts';
import { simplesamlphpFolder } from '../../set-up/program-list.ts';

/** Somebody who can sign in at the provider. */
export interface Person {
  readonly signInName: string;
  readonly password: string;
  readonly claims: Readonly<Record<string, readonly string[]>>;
}

/** An application that the provider knows: Entra's Identifier and Reply URL. */
export interface Application {
  readonly identifier: string;
  readonly replyUrl: string;
  /** Where it takes logout messages; default: nowhere. */
  readonly logoutUrl?: string;
  /** With both, in base64: its requests, for logout too, have to be signed, and its assertions are encrypted. */
  readonly signingCertificate?: string;
  readonly encryptionCertificate?: string;
}

/** What another directory calls itself, and says of people. */
interface Disguise {
  readonly issuer: string;
  readonly claims: Person['claims'];
}

/** A running SimpleSAMLphp. */
export interface IdentityProvider {
  readonly origin: string;
  readonly issuer: string;
  readonly loginUrl: string;
  readonly logoutUrl: string;
  readonly key: SigningKey;
  /** A URL that signs in to `identifier` without being asked by it. */
  idpInitiatedUrl(identifier: string, relayState?: string): string;
  /** A URL that signs the person out of everything, and ends at a page of the provider. */
  readonly signOutUrl: string;
  /**
   * From now on knows these applications and no others, calls itself `issuer` and sends `claims` of B.Simon: it reads
   * all of it at each request. Default: the issuer and the claims of Entra.
   */
  know(applications: readonly Application[], as?: Disguise): Promise<void>;
  /** What it has logged so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** B.Simon with the claims that Entra sends of everybody. */
export const bSimon: Person = {
  signInName: facts.signInName,
  password: 'not-a-secret-B.Simon',
  claims: {
    [claimNames.directoryId]: [facts.directoryId],
    [claimNames.objectId]: [facts.objectId],
    [claimNames.displayName]: [facts.displayName],
    [claimNames.name]: [facts.signInName],
  },
};

/**
 * Starts Debian's SimpleSAMLphp in PHP's own web server, with the configuration beside this file and a new
 * key. All that it writes is in a temporary folder that `stop` removes. The host is `idp.localhost`, which
 * Chromium resolves to loopback and which is another site than the applications'.
 */
export async function startSimplesamlphp(applications: readonly Application[]): Promise<IdentityProvider> {
  const port = await freePort();
  const origin = `http://idp.localhost:${port}`;
  const now = Date.now();
  const key = signingKey({
    name: 'simplesamlphp',
    notBefore: new Date(now - 24 * 3600_000),
    notAfter: new Date(now + 24 * 3600_000),
  });
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-idp-'));
  await Promise.all([mkdir(join(folder, 'temp')), mkdir(join(folder, 'sessions'))]);
  await writeFile(join(folder, 'idp.key'), key.privateKeyPem, { mode: 0o600 });
  await writeFile(join(folder, 'idp.crt'), key.certificatePem);
  const know = (
    known: readonly Application[],
    as: Disguise = { issuer: facts.issuer, claims: bSimon.claims },
  ) => {
    const people = [{ ...bSimon, claims: as.claims }];
    const run = { origin, issuer: as.issuer, people, applications: known };
    return writeFile(join(folder, 'run.json'), JSON.stringify(run));
  };
  await know(applications);

  const server = startPhp(port, folder);
  const stop = async () => {
    server.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await answering(port, server);
  } catch (error) {
    await stop();
    throw error;
  }
  const endpoint = (name: string) => `${origin}/saml2/idp/${name}.php`;
  return {
    origin,
    issuer: facts.issuer,
    loginUrl: endpoint('SSOService'),
    logoutUrl: endpoint('SingleLogoutService'),
    key,
    idpInitiatedUrl: (identifier, relayState) => {
      const query = new URLSearchParams({ spentityid: identifier });
      if (relayState !== undefined) query.set('RelayState', relayState);
      return `${endpoint('SSOService')}?${query}`;
    },
    signOutUrl: `${endpoint('initSLO')}?${new URLSearchParams({ RelayState: `${origin}/?signed-out` })}`,
    know,
    log: () => readFile(join(folder, 'simplesamlphp.log'), 'utf8'),
    stop,
  };
}

/** SimpleSAMLphp 1.19 is older than PHP 8.2 and deprecated there in places, which must not reach its pages. */
function startPhp(port: number, folder: string): ChildProcess {
  const settings = ['error_reporting=E_ALL & ~E_DEPRECATED', 'display_errors=0', 'zend.assertions=-1'];
  const flags = settings.flatMap((setting) => ['-d', setting]);
  return spawn('php', [...flags, '-S', `127.0.0.1:${port}`, '-t', join(simplesamlphpFolder, 'www')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      SIMPLESAMLPHP_CONFIG_DIR: join(import.meta.dirname, 'config'),
      LATCHKEY_IDP_FOLDER: folder,
    },
  });
}

async function answering(port: number, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`php ended with ${server.exitCode}`);
    // Node does not resolve *.localhost: the address is dialled, and the configuration names the host.
    const answer = await fetch(`http://127.0.0.1:${port}/saml2/idp/metadata.php`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`SimpleSAMLphp does not answer: ${answer?.status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
