import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from './command-path.ts';

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
  isThere: () => commandPath('chromium') !== undefined,
};

const xmlsec1: Program = {
  name: 'xmlsec1',
  packages: ['xmlsec1'],
  isThere: () => commandPath('xmlsec1') !== undefined,
};

/** Where Debian's package puts the modules of Apache. */
export const apacheModules = '/usr/lib/apache2/modules';

/** Debian's own Python: another one that comes first in PATH does not see its packages. */
export const debianPython = '/usr/bin/python3';

const pythonModule = (module: string, ...packages: string[]): Program => ({
  name: `${module} of ${debianPython}`,
  packages: ['python3', ...packages],
  isThere: () => existsSync(debianPython) && spawnSync(debianPython, ['-c', `import ${module}`]).status === 0,
});

const ofInterop: readonly Program[] = [
  chromium,
  xmlsec1,
  { name: 'openssl', packages: ['openssl'], isThere: () => commandPath('openssl') !== undefined },
  { name: 'nginx', packages: ['nginx'], isThere: () => commandPath('nginx') !== undefined },
  { name: 'xmllint', packages: ['libxml2-utils'], isThere: () => commandPath('xmllint') !== undefined },
  {
    name: 'php with xml, mbstring, curl and pdo_sqlite',
    packages: ['php-cli', 'php-xml', 'php-mbstring', 'php-curl', 'php-sqlite3'],
    isThere: phpIsThere,
  },
  {
    name: `Apache with mod_auth_openidc in ${apacheModules}`,
    packages: ['apache2', 'libapache2-mod-auth-openidc'],
    isThere: () => existsSync(join(apacheModules, 'mod_auth_openidc.so')),
  },
  pythonModule('uvicorn', 'python3-uvicorn'),
  pythonModule('fastapi', 'python3-fastapi'),
  pythonModule('itsdangerous', 'python3-itsdangerous'),
  pythonModule('authlib.integrations.starlette_client', 'python3-authlib', 'python3-httpx'),
  {
    name: `SimpleSAMLphp in ${simplesamlphpFolder}`,
    packages: ['simplesamlphp'],
    isThere: () => existsSync(join(simplesamlphpFolder, 'www/saml2/idp/SSOService.php')),
  },
];

const ofBench: readonly Program[] = [
  xmlsec1,
  pythonModule('xmlsec', 'python3-xmlsec'),
  pythonModule('lasso', 'python3-lasso'),
  pythonModule('onelogin.saml2', 'python3-onelogin-saml2'),
  pythonModule('saml2', 'python3-pysaml2'),
];

/** The programs of the vitest project `kind`, or of the bench. */
export function programsOf(kind: string): readonly Program[] {
  if (kind === 'bench') return ofBench;
  if (kind === 'fuzz') return [xmlsec1];
  return kind === 'interop' ? ofInterop : [chromium];
}

function phpIsThere(): boolean {
  if (commandPath('php') === undefined) return false;
  const modules = execFileSync('php', ['-m'], { encoding: 'utf8' }).toLowerCase().split(/\s+/);
  return ['dom', 'mbstring', 'curl', 'pdo_sqlite'].every((name) => modules.includes(name));
}
