import { survivorsOf } from './survivor.ts';

const wanted = 'samlify wants it, and the template of the message says it';
const notThere = 'a setting that is undefined is as good as none';

/** Of problems, and what goes out. */
export const otherMessages = [
  ...survivorsOf('shared/problems/problem.ts', [
    ['facts.expected === undefined ? {}', 'facts.expected === undefined => false', notThere],
    ['facts.actual === undefined ? {}', 'facts.actual === undefined => false', notThere],
    ["'…'", `'…' => ""`, 'no symbol alone is longer than a fact may be'],
  ]),
  ...survivorsOf('shared/saml/outbound/authn-request.ts', [
    ["'ascii'", `'ascii' => ""`, 'a query is ASCII, in every encoding'],
    ['Location: request.replyUrl', '[{ Binding: postBinding, Location: request.replyUrl }] => []', wanted],
    ['Location: request.replyUrl', '{ Binding: postBinding, Location: request.replyUrl } => {}', wanted],
    ['const postBinding', `'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST' => ""`, wanted],
  ]),
  ...survivorsOf('shared/saml/outbound/logout-response.ts', [
    ['createLogoutResponse', '{ extract: {} } => {}', wanted],
  ]),
  ...survivorsOf('shared/saml/outbound/sp-metadata.ts', [
    ['signingCert:', 'signingCertificate === undefined => false', notThere],
    ['encryptCert:', 'encryptionCertificate === undefined => false', notThere],
  ]),
];
