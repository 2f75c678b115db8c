import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BasicSamlConfiguration } from '../../../../infra/local/entra/enterprise-application.ts';
import { generateSigningCertificate } from '../../../../infra/local/entra/signing-certificate.ts';
import { secondsAfter } from '../../../fixtures/facts.ts';
import { applications, type CustomerSite } from './customer-site.ts';

/** An instruction as `flow show --json` writes it. */
export interface WrittenRemediation {
  readonly by: string;
  readonly blade?: string;
  readonly field?: string;
  readonly value?: string;
  readonly command?: string;
  readonly note?: string;
  readonly also?: true;
}

const year = 365 * 86_400;

const basicFields: Readonly<Record<string, keyof BasicSamlConfiguration>> = {
  'Identifier (Entity ID)': 'identifier',
  'Reply URL (Assertion Consumer Service URL)': 'replyUrl',
  'Sign on URL': 'signOnUrl',
};

/** What can be changed on each page of the admin center: `field` to `value`, and nothing else. */
const pages: Readonly<Record<string, (site: CustomerSite, field: string, value: string) => unknown>> = {
  'Basic SAML Configuration': (site, field, value) => {
    const part = basicFields[field];
    if (part === undefined) throw new TypeError(`no field ${field}`);
    site.changeBasicSaml({ [part]: value });
  },
  'SAML Certificates': async (site, field, value) => {
    const { application, simulation } = site;
    const choice = simulation.signing.of(application);
    if (field === 'Signing Algorithm' && value === 'SHA-256') {
      return simulation.signing.set(application, { ...choice, algorithm: 'sha256' });
    }
    if (field === 'New Certificate' && value === 'Make certificate active') {
      const validity = {
        notBefore: secondsAfter(site.now, -60),
        notAfter: secondsAfter(site.now, 3 * year),
      };
      site.change({ certificate: await generateSigningCertificate(validity) });
      return simulation.signing.set(application, { ...choice, certificate: 'active' });
    }
    const named = (await applications).find(({ certificate }) => certificate.thumbprint === value);
    if (field !== 'Make certificate active' || named === undefined) throw new TypeError(`${field}: ${value}`);
    return site.change({ certificate: named.certificate });
  },
  'Attributes & Claims': ({ application, simulation }, field, value) => {
    if (field === 'Unique User Identifier (Name ID)' && value === 'user.userprincipalname') {
      return simulation.claims.set(application, { nameIdSource: value });
    }
    if (field !== 'objectidentifier and tenantid') throw new TypeError(field);
    return simulation.claims.set(application, { withheld: [] });
  },
  'Token encryption': ({ application, simulation }, field) => {
    if (field !== 'Deactivate token encryption certificate') throw new TypeError(field);
    simulation.uploads.setEncryption(application, undefined);
  },
};

/** Does what an instruction says, word by word: in Entra, or with the command. */
export async function follow(
  site: CustomerSite,
  { blade, field, value = '', command }: WrittenRemediation,
  latchkey: (words: readonly string[]) => Promise<{ readonly exitCode: number; readonly stderr: string }>,
): Promise<void> {
  if (blade !== undefined && field !== undefined) {
    const page = pages[blade.split(' > ').at(-1) ?? ''];
    if (page === undefined) throw new TypeError(`no page ${blade}`);
    await page(site, field, value);
    return;
  }
  if (command === undefined) throw new TypeError('nothing to do');
  const typed = command.replace(/^npx latchkey /, '').replace('<file>', certificateFile(site));
  const { exitCode, stderr } = await latchkey(wordsOf(typed));
  if (exitCode !== 0) throw new Error(`${command}: ${stderr}`);
}

/** "Certificate (Base64)" of the active certificate, downloaded. */
function certificateFile({ application }: CustomerSite): string {
  const path = join(mkdtempSync(join(tmpdir(), 'certificate-')), 'active.cer');
  writeFileSync(
    path,
    `-----BEGIN CERTIFICATE-----\n${application.certificate.base64}\n-----END CERTIFICATE-----\n`,
  );
  return path;
}

/** The words of a command line as a shell reads them. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
}
