import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Which of a message's two signatures. */
export type Place = 'response' | 'assertion';

const pathOf: Readonly<Record<Place, string>> = {
  response: "/*/*[local-name()='Signature']",
  assertion: "/*/*[local-name()='Assertion']/*[local-name()='Signature']",
};

const idAttributes = [
  ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:Response'],
  ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'],
].flat();

/** `message` with the Signature template at `place` filled in by xmlsec1, as libxml2 writes it. */
export function signWithXmlsec1(
  message: string,
  place: Place,
  key: { readonly privateKeyPem: string; readonly certificatePem: string },
): string {
  return inTemporaryFolder((folder) => {
    const [privateKey, certificate, input, output] = ['key.pem', 'certificate.pem', 'in.xml', 'out.xml'].map(
      (name) => join(folder, name),
    ) as [string, string, string, string];
    writeFileSync(privateKey, key.privateKeyPem, { mode: 0o600 });
    writeFileSync(certificate, key.certificatePem);
    writeFileSync(input, message);
    const keys = ['--privkey-pem', `${privateKey},${certificate}`];
    run(['--sign', ...keys, ...idAttributes, '--node-xpath', pathOf[place], '--output', output, input]);
    return readFileSync(output, 'utf8');
  });
}

/** Whether xmlsec1 finds the signature at `place` to be made over its parent with the certificate's key. */
export function verifiesWithXmlsec1(message: string, place: Place, certificatePem: string): boolean {
  return inTemporaryFolder((folder) => {
    const certificate = join(folder, 'certificate.pem');
    const input = join(folder, 'in.xml');
    writeFileSync(certificate, certificatePem);
    writeFileSync(input, message);
    // Without --enabled-key-data it would judge the chain of the certificate that the message shows.
    const trust = ['--enabled-key-data', 'rsa', '--enabled-reference-uris', 'same-doc'];
    const keys = ['--pubkey-cert-pem', certificate];
    const verdict = run(
      ['--verify', ...trust, ...keys, ...idAttributes, '--node-xpath', pathOf[place], input],
      true,
    );
    return verdict === 'OK';
  });
}

/** Runs xmlsec1. Of a verification that may fail, the verdict: anything else that goes wrong is thrown. */
function run(parameters: readonly string[], mayFail = false): 'OK' | 'FAIL' {
  try {
    execFileSync('xmlsec1', parameters, { stdio: 'pipe' });
    return 'OK';
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    if (mayFail && /^FAIL$/m.test(said)) return 'FAIL';
    throw new Error(`xmlsec1 could not do its work: ${said}`, { cause: error });
  }
}

function inTemporaryFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-xmlsec1-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
