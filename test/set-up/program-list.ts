import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that a kind of test runs, and the Debian packages that bring it. */
export interface Program {
  readonly name: string;
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

/** Where Debian's package puts SimpleSAMLphp. */
export const simplesamlphpFolder = '/usr/share/simplesamlphp';

const chromium: Program = {
  name: 'chromium',
  packages: ['chromium'],
  isThere: () => inPath('chromium'),
};

const ofInterop: readonly Program[] = [
  chromium,
  { name: 'xmlsec1', packages: ['xmlsec1'], isThere: () => inPath('xmlsec1') },
  { name: 'xmllint', packages: ['libxml2-utils'], isThere: () => inPath('xmllint') },
  {
    name: 'php with xml, mbstring, curl and pdo_sqlite',
    packages: ['php-cli', 'php-xml', 'php-mbstring', 'php-curl', 'php-sqlite3'],
    isThere: phpIsThere,
  },
  {
    name: `SimpleSAMLphp in ${simplesamlphpFolder}`,
    packages: ['simplesamlphp'],
    isThere: () => existsSync(join(simplesamlphpFolder, 'www/saml2/idp/SSOService.php')),
  },
];

/** The programs of the vitest project `kind`. */
export function programsOf(kind: string): readonly Program[] {
  return kind === 'interop' ? ofInterop : [chromium];
}

function inPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => isExecutable(join(folder, command)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function phpIsThere(): boolean {
  if (!inPath('php')) return false;
  const modules = execFileSync('php', ['-m'], { encoding: 'utf8' }).toLowerCase().split(/\s+/);
  return ['dom', 'mbstring', 'curl', 'pdo_sqlite'].every((name) => modules.includes(name));
}
