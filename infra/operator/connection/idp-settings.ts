import type { Command } from 'commander';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { parseCertificateFile, readThumbprint } from '../../../shared/tenants/keys/read-trusted-key.ts';
import { TrustedKeyError } from '../../../shared/tenants/keys/trusted-key-error.ts';
import { keyName } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import { collect } from '../arguments.ts';
import { fileUnreadable } from '../file-error.ts';
import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';

/** The options for keys. */
export interface KeyOptions {
  readonly thumbprint?: readonly string[];
  /** Paths. */
  readonly certificate?: readonly string[];
}

/** Adds the options of {@link KeyOptions} to a command. */
export function addKeyOptions(command: Command): Command {
  return command
    .option(
      '--thumbprint <hex>',
      'thumbprint of a signing certificate, as shown in Entra; repeatable',
      collect,
    )
    .option('--certificate <file>', 'a signing certificate: .cer, PEM or DER; repeatable', collect);
}

/**
 * Reads the keys in {@link KeyOptions}, each once.
 * @throws OperatorError `key-refused`, `file-unreadable`
 */
export async function readKeyOptions(
  terminal: Terminal,
  options: KeyOptions,
): Promise<readonly TrustedKey[]> {
  const keys = new Map<string, TrustedKey>();
  for (const text of options.thumbprint ?? []) {
    const key = readThumbprint(text);
    keys.set(keyName(key), key);
  }
  for (const path of options.certificate ?? []) {
    const { key } = readCertificateFile(path, await readInputFile(terminal, path));
    keys.set(keyName(key), key);
  }
  return [...keys.values()];
}

/** Reads an input file. @throws OperatorError `file-unreadable` */
export async function readInputFile(terminal: Terminal, path: string): Promise<Uint8Array> {
  try {
    return await terminal.readFile(path);
  } catch (error) {
    throw fileUnreadable(path, error);
  }
}

function readCertificateFile(path: string, file: Uint8Array) {
  try {
    return parseCertificateFile(file);
  } catch (error) {
    if (error instanceof TrustedKeyError) throw new OperatorError('key-refused', `${path}: ${error.message}`);
    throw error;
  }
}
