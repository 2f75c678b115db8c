import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { certificateFile } from '../../../../shared/certificates/write-certificate.ts';
import { thumbprintsOf } from '../../../../shared/tenants/keys/thumbprints.ts';
import { readApp } from '../../arguments.ts';
import type { GlobalOptions } from '../../command-context.ts';
import { aligned, printable } from '../../command-result.ts';
import { appChoices } from '../../known-apps.ts';
import { printResult } from '../../print-result.ts';
import type { Terminal } from '../../terminal.ts';
import { galleryFolder } from '../gallery-folder.ts';
import { oldPageWarnings, requirementDates } from '../requirements/requirement-pages.ts';
import { expiredValidity, generateTestKey, type TestKey, workingValidity } from './test-key.ts';

const afterHelp = `
Writes two key pairs for a test application in a test directory, never for customers:

  working.pfx  working.cer   valid for a year
  expired.pfx  expired.cer   expired a year ago

In Entra, open Enterprise apps > your test application > Single sign-on > SAML Certificates > Import certificate. Import
the PFX file with the password that this command prints, and make it active. Wait 5 to 10 minutes before you run the
validator: sign-ins see a change only then.

The application has to trust both certificates: enter the .cer files, or the thumbprints, at the tenant of your test.
`;

interface CertificatesOptions {
  readonly folder?: string;
}

/** `gallery certificates`. */
export function registerGalleryCertificates(gallery: Command, terminal: Terminal): void {
  gallery
    .command('certificates')
    .description('write a working and an expired certificate for the validator of Microsoft')
    .argument('<app>', appChoices(), readApp)
    .option('--folder <path>', 'where to write the files (default: gallery/<app>)')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, { folder }: CertificatesOptions, command: Command) =>
      writeCertificates(
        app,
        folder ?? galleryFolder(app.id),
        command.optsWithGlobals<GlobalOptions>(),
        terminal,
      ),
    );
}

async function writeCertificates(
  app: AppProfile,
  folder: string,
  { json = false }: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  const { pfxFile } = await import('./pfx-file.ts');
  const now = terminal.now();
  const named = (state: string) => ({ subject: `${app.displayName} gallery test (${state})` });
  const [working, expired] = await Promise.all([
    generateTestKey({ ...named('working'), ...workingValidity(now) }),
    generateTestKey({ ...named('expired'), ...expiredValidity(now) }),
  ]);
  // One password for both: it protects the files on their way into the portal, in which people type it.
  const password = randomBytes(12).toString('base64url');
  const certificates = [];
  for (const [name, key] of [
    ['working', working],
    ['expired', expired],
  ] as const) {
    const files = { pfx: join(folder, `${name}.pfx`), cer: join(folder, `${name}.cer`) };
    await terminal.writeFile(files.pfx, pfxFile(key, password), true);
    await terminal.writeFile(files.cer, certificateFile(key.certificate.toString('base64')));
    certificates.push({ name, ...files, ...factsOf(key) });
  }
  await printResult(terminal, json, {
    text: [
      aligned([
        ['FILE', 'VALID', 'THUMBPRINT'],
        ...certificates.map(({ pfx, notBefore, notAfter, thumbprint }) => [
          pfx,
          `${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`,
          thumbprint,
        ]),
      ]),
      `Password of both PFX files: ${password}`,
      `Each .cer file beside it has the certificate alone. Use them in a test directory only, and delete ${printable(folder)} afterwards: this password is not shown again.`,
      requirementDates(),
    ].join('\n\n'),
    json: { password, certificates },
    warnings: oldPageWarnings(now),
  });
}

function factsOf({ certificate, notBefore, notAfter, subject }: TestKey) {
  return {
    subject,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    thumbprint: thumbprintsOf(certificate.toString('base64')).sha1.toUpperCase(),
  };
}
