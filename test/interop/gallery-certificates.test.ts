import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCertificateFile } from '../../shared/tenants/keys/read-trusted-key.ts';
import { facts } from '../fixtures/facts.ts';
import { latchkey } from '../harness/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-gallery-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Written {
  readonly password: string;
  readonly certificates: readonly {
    readonly name: 'working' | 'expired';
    readonly pfx: string;
    readonly cer: string;
    readonly notBefore: string;
    readonly notAfter: string;
    readonly thumbprint: string;
  }[];
}

let written: Written;
beforeAll(async () => {
  const { stdout } = await latchkey(['gallery', 'certificates', 'timetrack', '--folder', folder, '--json']);
  written = JSON.parse(stdout) as Written;
});

const certificateOf = (name: string) =>
  written.certificates.find((each) => each.name === name) ?? expect.unreachable();

/** What openssl, which is not our code, says. */
const openssl = (...words: string[]) => execFileSync('openssl', words, { encoding: 'utf8', stdio: 'pipe' });

describe.each(['working', 'expired'] as const)('the %s certificate of gallery certificates', (name) => {
  it('is a PFX file that openssl opens with the password, and with no other', () => {
    const { pfx, cer } = certificateOf(name);
    const opened = openssl('pkcs12', '-in', pfx, '-passin', `pass:${written.password}`, '-nodes');
    const [pem] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(opened) ?? [];

    expect(opened).toContain('PRIVATE KEY');
    const x509 = new X509Certificate(pem ?? '');
    expect(x509.raw.equals(new X509Certificate(readFileSync(cer)).raw)).toBe(true);
    expect(() => openssl('pkcs12', '-in', pfx, '-passin', 'pass:another', '-nodes')).toThrow();
  });

  it('has its own private key in the file', () => {
    const { pfx } = certificateOf(name);
    const password = `pass:${written.password}`;
    const key = openssl('pkcs12', '-in', pfx, '-passin', password, '-nodes', '-nocerts');
    const ofKey = execFileSync('openssl', ['rsa', '-noout', '-modulus'], {
      input: key,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const ofCertificate = openssl('x509', '-in', certificateOf(name).cer, '-noout', '-modulus');
    expect(ofKey).toBe(ofCertificate);
  });

  it('may sign and nothing else, and signs for itself', () => {
    const { cer } = certificateOf(name);
    const text = openssl('x509', '-in', cer, '-noout', '-text');
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/);
    expect(text).toContain('Public-Key: (2048 bit)');
    const now = String(Math.floor(Date.parse(certificateOf(name).notBefore) / 1_000) + 60);
    expect(openssl('verify', '-attime', now, '-CAfile', cer, cer)).toContain('OK');
  });

  it('is one that a tenant can trust, by certificate or thumbprint', () => {
    const { cer, thumbprint } = certificateOf(name);
    const read = parseCertificateFile(readFileSync(cer));
    expect(read.thumbprints.sha1.toUpperCase()).toBe(thumbprint);
  });

  it('is readable by this user alone', () => {
    expect(statSync(certificateOf(name).pfx).mode & 0o077).toBe(0);
  });
});

describe('the dates of gallery certificates', () => {
  it('are now for the working one, and past for the expired one, as Microsoft’s script has them', () => {
    const [working, expired] = [certificateOf('working'), certificateOf('expired')];
    expect(Date.parse(working.notBefore)).toBeLessThan(facts.now.getTime());
    expect(Date.parse(working.notAfter)).toBeGreaterThan(facts.now.getTime());
    const days = (time: string) => Math.round((Date.parse(time) - facts.now.getTime()) / 86_400_000);
    expect([days(expired.notBefore), days(expired.notAfter)]).toEqual([-730, -365]);
    for (const { cer, notAfter } of written.certificates) {
      const { validToDate } = new X509Certificate(readFileSync(cer));
      expect(Math.abs(validToDate.getTime() - Date.parse(notAfter))).toBeLessThan(1_000);
    }
  });

  it('are shown with the thumbprints as Entra writes them, and the password once', async () => {
    const { stdout, exitCode } = await latchkey(['gallery', 'certificates', 'trakstar', '--folder', folder]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/working\.pfx +\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d +[0-9A-F]{40}/);
    expect(stdout.match(/Password of both PFX files: [\w-]{16}/g)).toHaveLength(1);
  });
});
