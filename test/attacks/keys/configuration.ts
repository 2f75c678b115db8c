import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { x509Data } from '../../fixtures/signature.ts';
import type { Attack } from '../attack.ts';

const { certificate, certificatePem, sha1Thumbprint, sha256Thumbprint } = signingKey();
const stranger = signingKey({ name: 'stranger' });

/** What stands in a store is not always what its type says. */
const configured = (name: string, trustedKeys: unknown, code: Attack['code'] = 'key-missing'): Attack => ({
  name: `a genuine message where the trust is ${name}`,
  attack: ({ message }) => ({ message, trustedKeys: trustedKeys as readonly TrustedKey[] }),
  code,
});

const thumbprint = (name: string, text: unknown, algorithm: unknown = 'sha1') =>
  configured(`a thumbprint ${name}`, [{ kind: 'thumbprint', algorithm, thumbprint: text }]);

const certificateOf = (name: string, text: unknown) =>
  configured(`a certificate ${name}`, [{ kind: 'certificate', certificate: text }]);

const trailing = Buffer.concat([Buffer.from(certificate, 'base64'), Buffer.from([0])]);

/** A tenant without any usable key or thumbprint refuses everything. */
export const configurations: readonly Attack[] = [
  configured('an empty list', []),
  configured('null', null),
  configured('undefined', undefined, 'key-missing'),
  configured('an object', {}),
  configured('a text', certificate),
  configured('a list of null', [null]),
  configured('a list of texts', [certificate]),
  configured('a list of an empty object', [{}]),
  configured('of an unknown kind', [{ kind: 'any', certificate }]),
  configured('of an unknown kind with a pinned certificate', [{ kind: 'any', pinned: certificate }]),
  thumbprint('that is null', null),
  thumbprint('that is undefined', undefined),
  thumbprint('that is a number', 0),
  thumbprint('that is a list', [sha1Thumbprint]),
  thumbprint('that is empty', ''),
  thumbprint('that is blank', ' '.repeat(40)),
  thumbprint('that is a prefix', sha1Thumbprint.slice(0, 39)),
  thumbprint('that is half', sha1Thumbprint.slice(0, 20)),
  thumbprint('with a digit more', `${sha1Thumbprint}0`),
  thumbprint('in upper case', sha1Thumbprint.toUpperCase()),
  thumbprint('with a blank before', ` ${sha1Thumbprint}`),
  thumbprint('with a line break behind', `${sha1Thumbprint}\n`),
  thumbprint('with blanks between', sha1Thumbprint.replace(/..(?=.)/g, '$& ')),
  thumbprint('with colons between', sha1Thumbprint.replace(/..(?=.)/g, '$&:')),
  thumbprint('with U+200E before', `\u200e${sha1Thumbprint}`),
  thumbprint('with U+200E behind', `${sha1Thumbprint}\u200e`),
  thumbprint('that is a pattern', '.'.repeat(40)),
  thumbprint('in base64', Buffer.from(sha1Thumbprint, 'hex').toString('base64')),
  thumbprint('of SHA-256 called SHA-1', sha256Thumbprint),
  thumbprint('of SHA-1 called SHA-256', sha1Thumbprint, 'sha256'),
  thumbprint('of an unknown algorithm', sha1Thumbprint, 'md5'),
  thumbprint('of the algorithm constructor', sha1Thumbprint, 'constructor'),
  thumbprint('of the algorithm __proto__', sha1Thumbprint, '__proto__'),
  thumbprint('of no algorithm', sha1Thumbprint, null),
  certificateOf('that is null', null),
  certificateOf('that is undefined', undefined),
  certificateOf('that is a number', 1),
  certificateOf('that is empty', ''),
  certificateOf('that is blank', '   '),
  certificateOf('that is not base64', '****'),
  certificateOf('that is base64 of nothing known', 'AAAA'),
  certificateOf('in PEM', certificatePem),
  certificateOf('in base64 of PEM', Buffer.from(certificatePem).toString('base64')),
  certificateOf('in lines', certificate.replace(/.{76}/g, '$&\n')),
  certificateOf('with a blank behind', `${certificate} `),
  certificateOf('in the URL alphabet', Buffer.from(certificate, 'base64').toString('base64url')),
  certificateOf('in hexadecimal', Buffer.from(certificate, 'base64').toString('hex')),
  certificateOf('with a byte behind', trailing.toString('base64')),
  certificateOf('cut by a byte', Buffer.from(certificate, 'base64').subarray(0, -1).toString('base64')),
  certificateOf(
    'that is a public key',
    signingKey().publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  ),
  configured('a pinned certificate under a malformed thumbprint', [
    { kind: 'thumbprint', algorithm: 'sha1', thumbprint: '', pinned: certificate },
  ]),
  configured('a pinned certificate under no thumbprint', [{ kind: 'thumbprint', pinned: certificate }]),
  configured(
    'the thumbprint of another certificate',
    [{ kind: 'thumbprint', algorithm: 'sha1', thumbprint: stranger.sha1Thumbprint }],
    'key-unknown',
  ),
  configured(
    'a pinned certificate under the thumbprint of another',
    [{ kind: 'thumbprint', algorithm: 'sha1', thumbprint: stranger.sha1Thumbprint, pinned: certificate }],
    'key-unknown',
  ),
  configured(
    'another certificate',
    [{ kind: 'certificate', certificate: stranger.certificate }],
    'key-unknown',
  ),
  {
    name: 'a certificate with a byte behind, by the thumbprint of all of it',
    attack: ({ write }) => ({
      message: write({}, { keyInfo: x509Data(trailing.toString('base64')) }),
      trustedKeys: [
        {
          kind: 'thumbprint',
          algorithm: 'sha1',
          thumbprint: createHash('sha1').update(trailing).digest('hex'),
        },
      ],
    }),
    code: 'certificate-malformed',
  },
];
