import { isIP } from 'node:net';
import { MetadataFetchError } from './metadata-fetch-error.ts';

/** A host from which metadata may be fetched. */
export interface MetadataHost {
  /** Lower case. Never an IP address: the address that a name resolves to is checked, a literal one could not be. */
  readonly name: string;
  /** Default 443. */
  readonly port?: number;
  /**
   * The simulated directory on this machine: plain HTTP to this address, whatever the name resolves to. For the local
   * run alone.
   */
  readonly loopback?: '127.0.0.1';
}

/** Microsoft's login hosts: the public cloud, US government, China. */
export const microsoftLoginHosts: readonly MetadataHost[] = [
  { name: 'login.microsoftonline.com' },
  { name: 'login.microsoftonline.us' },
  { name: 'login.partner.microsoftonline.cn' },
];

/** The variable by which an operator allows other hosts: `adfs.example.com, idp.example.com:8443`. */
export const metadataHostsVariable = 'LATCHKEY_METADATA_HOSTS';

const hostPattern =
  /^(?=.{1,253}(?::|$))([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::(\d{1,5}))?$/;

/** Reads the value of {@link metadataHostsVariable}. @throws Error that names the variable */
export function readMetadataHosts(text: string | undefined): readonly MetadataHost[] {
  const names = (text ?? '').split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '').map(readHost);
}

function readHost(text: string): MetadataHost {
  const [, name = '', port] = hostPattern.exec(text) ?? [];
  if (name === '' || isIP(name) !== 0 || Number(port ?? 443) > 65_535) {
    throw new Error(`${metadataHostsVariable} must be host names with commas between: adfs.example.com`);
  }
  return port === undefined ? { name } : { name, port: Number(port) };
}

/**
 * The variable by which `npm start` names its simulated directory, `entra.localhost:8080`: plain HTTP, on this machine
 * alone. Never set elsewhere.
 */
export const localDirectoryVariable = 'LATCHKEY_LOCAL_DIRECTORY';

/**
 * Returns every host that an environment allows metadata from: Microsoft's, those that the operator allows, and in the
 * local run the simulated directory.
 * @throws Error that names the variable
 */
export function metadataHostsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): readonly MetadataHost[] {
  const [local] = readMetadataHosts(environment[localDirectoryVariable]);
  return [
    ...microsoftLoginHosts,
    ...readMetadataHosts(environment[metadataHostsVariable]),
    ...(local === undefined ? [] : [{ ...local, loopback: '127.0.0.1' } as const]),
  ];
}

/** A metadata URL whose host is allowed. */
export interface MetadataAddress {
  readonly url: URL;
  readonly host: MetadataHost;
}

/**
 * Reads the address in `text`: https, one of `hosts` at its port, without user, password or fragment.
 * @throws MetadataFetchError `url-refused`, `host-not-allowed`
 */
export function readMetadataUrl(text: string, hosts: readonly MetadataHost[]): MetadataAddress {
  const url = text.length > 2_048 || /[\s\p{Cc}\p{Cf}]/u.test(text) ? null : URL.parse(text);
  if (url === null) throw new MetadataFetchError('url-refused', 'It is not a URL: https://…');
  if (url.username !== '' || url.password !== '' || text.includes('#')) {
    throw new MetadataFetchError('url-refused', 'It must hold no password and no fragment (#).');
  }
  const named = hosts.filter(({ name }) => name === url.hostname);
  const host = named.find(({ loopback }) => (loopback === undefined ? 'https:' : 'http:') === url.protocol);
  if (named.length > 0 && host === undefined) {
    throw new MetadataFetchError('url-refused', 'It must begin with https://.');
  }
  const port = url.port === '' ? undefined : Number(url.port);
  if (host === undefined || port !== host.port) {
    const allowed = hosts.map(hostText).join(', ');
    throw new MetadataFetchError(
      'host-not-allowed',
      `Metadata is fetched from these hosts alone: ${allowed}. ` +
        `Others are allowed by ${metadataHostsVariable}, or hand the document over as a file.`,
    );
  }
  return { url, host };
}

function hostText({ name, port }: MetadataHost): string {
  return port === undefined ? name : `${name}:${port}`;
}
