import type { Acceptance, Attack } from '../attack.ts';
import { swap } from '../splice.ts';

const code = (value: string, within = '') =>
  `<samlp:StatusCode Value="${value}">${within}</samlp:StatusCode>`;
const status = (...content: string[]) => `<samlp:Status>${content.join('')}</samlp:Status>`;
const base = 'urn:oasis:names:tc:SAML:2.0:status:';
const success = code(`${base}Success`);

const saying = (name: string, element: string, problem: Attack['code'] = 'status-not-success'): Attack => ({
  name,
  attack: ({ write }) => write({ raw: { status: element } }),
  control: ({ write }) => write({ raw: { status: status(success) } }),
  code: problem,
});

/** Success, and nothing that is nearly so. */
export const statuses: readonly Attack[] = [
  ...[
    'Requester',
    'Responder',
    'VersionMismatch',
    'AuthnFailed',
    'PartialLogout',
    'success',
    'SUCCESS',
    'Success ',
    '',
  ].map((name) => saying(`the status ${JSON.stringify(name)}`, status(code(base + name)))),
  saying('a Success with an error within', status(code(`${base}Success`, code(`${base}NoPassive`)))),
  saying('a Success with a Success within', status(code(`${base}Success`, success))),
  saying('an error with a Success within', status(code(`${base}Responder`, success))),
  saying('a Success of SAML 1', status(code('samlp:Success'))),
  saying('a status code without value', status('<samlp:StatusCode></samlp:StatusCode>')),
  saying('a status without code', status(), 'response-structure'),
  saying('no status', '', 'response-structure'),
  saying('two status codes', status(success, success), 'response-structure'),
  saying('two statuses', status(success) + status(success), 'response-structure'),
  saying(
    'a status code of another namespace',
    status(`<StatusCode xmlns="urn:x" Value="${base}Success"></StatusCode>`),
    'response-structure',
  ),
  saying('text in the status', status('text', success), 'response-structure'),
  saying(
    'a message before the code',
    status('<samlp:StatusMessage>a</samlp:StatusMessage>', success),
    'response-structure',
  ),
  {
    name: "the directory's own refusal, without an assertion",
    attack: ({ write }) =>
      write(
        {
          statusCode: `${base}Requester`,
          nestedStatusCode: `${base}RequestUnsupported`,
          statusMessage: 'AADSTS75011: Authentication method …\r\nTrace ID: 1',
          raw: { assertion: '' },
        },
        { sign: 'response' },
      ),
    code: 'status-not-success',
  },
  {
    name: 'an unsigned refusal without an assertion',
    attack: ({ unsigned }) => unsigned({ statusCode: `${base}Responder`, raw: { assertion: '' } }),
    code: 'status-not-success',
  },
  {
    name: 'an unsigned Success around an unsigned assertion',
    attack: ({ unsigned }) => unsigned(),
    code: 'signature-missing',
  },
];

/** Where it is going, and from whom it comes. */
export const addresses: readonly Attack[] = [
  {
    name: 'a signed response without Destination',
    attack: ({ write }) => write({ destination: undefined }),
    code: 'destination-missing',
    modes: ['response'],
  },
  {
    name: 'a response and an assertion signed, without Destination',
    attack: ({ write }) => write({ destination: undefined }, { sign: 'both' }),
    control: ({ write }) => write({}, { sign: 'both' }),
    code: 'destination-missing',
    modes: ['response'],
  },
  {
    name: 'an empty Destination',
    attack: ({ write }) => write({ destination: '' }),
    code: 'destination-mismatch',
  },
  {
    name: 'a Destination that an element of Extensions has',
    attack: ({ write, world }) =>
      write({
        destination: undefined,
        raw: { extensions: `<samlp:Extensions><a Destination="${world.replyUrl}"></a></samlp:Extensions>` },
      }),
    code: 'destination-missing',
    modes: ['response'],
  },
  { name: 'an empty Recipient', attack: ({ write }) => write({ recipient: '' }), code: 'recipient-mismatch' },
  {
    name: 'a Recipient without its query',
    attack: ({ write }) => write({ recipient: 'https://perform.trakstar.com/auth/saml/callback' }),
    code: 'recipient-mismatch',
    apps: ['trakstar'],
  },
  {
    name: 'a Recipient with a parameter more',
    attack: ({ write, world }) => write({ recipient: `${world.replyUrl}&a=b` }),
    code: 'recipient-mismatch',
    apps: ['trakstar'],
  },
  {
    name: 'a Recipient with the tenant twice',
    attack: ({ write, world }) => write({ recipient: `${world.replyUrl}&namespace=globex` }),
    code: 'recipient-mismatch',
    apps: ['trakstar'],
  },
  {
    name: 'a Recipient with an upper-case tenant',
    attack: ({ write, world }) => write({ recipient: swap(world.replyUrl, 'acme', 'ACME') }),
    code: 'recipient-mismatch',
  },
  {
    name: 'an assertion of another issuer',
    attack: ({ write }) => write({ assertionIssuer: 'https://sts.windows.net/other/' }),
    code: 'issuer-mismatch',
  },
  {
    name: 'a response of another issuer',
    attack: ({ write }) => write({ responseIssuer: 'https://sts.windows.net/other/' }),
    code: 'issuer-mismatch',
  },
  {
    name: 'an empty issuer',
    attack: ({ write }) => write({ assertionIssuer: '' }),
    code: 'issuer-mismatch',
  },
  {
    name: 'an empty issuer where the tenant has none',
    attack: ({ write }) => ({ message: write({ issuer: '' }), at: { issuer: '' } }),
    code: 'issuer-mismatch',
  },
  {
    name: 'an empty audience where the tenant has no identifier',
    attack: ({ write }) => ({ message: write({ audience: '' }), at: { identifier: '' } }),
    code: 'audience-mismatch',
  },
  {
    name: 'an empty recipient where the tenant has no reply URL',
    attack: ({ write }) => ({ message: write({ replyUrl: '' }), at: { replyUrl: '' } }),
    code: 'recipient-mismatch',
  },
  {
    name: 'an assertion without issuer',
    attack: ({ write }) => write({ assertionIssuer: undefined }),
    code: 'response-structure',
  },
  {
    name: 'two Issuers in the response',
    attack: ({ write }) =>
      write({ raw: { extensions: '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">x</Issuer>' } }),
    code: 'response-structure',
  },
  {
    name: 'text in the response',
    attack: ({ write }) => write({ raw: { extensions: 'text' } }),
    code: 'response-structure',
  },
  {
    name: 'an unknown element in the response',
    attack: ({ write }) => write({ raw: { extensions: '<samlp:Other></samlp:Other>' } }),
    code: 'response-structure',
  },
];

export const genuineResponses: readonly Acceptance[] = [
  {
    name: 'a signed assertion in a response without Destination',
    message: ({ write }) => write({ destination: undefined }),
    modes: ['assertion'],
  },
  {
    name: 'a response without issuer',
    message: ({ write }) => write({ responseIssuer: undefined }),
  },
  {
    name: 'a Success with a message and details',
    message: ({ write }) =>
      write({
        raw: {
          status: status(
            success,
            '<samlp:StatusMessage>ok</samlp:StatusMessage>',
            '<samlp:StatusDetail><a></a></samlp:StatusDetail>',
          ),
        },
      }),
  },
  {
    name: 'Extensions that nobody reads',
    message: ({ write }) =>
      write({ raw: { extensions: '<samlp:Extensions><a xmlns="urn:a" b="c">d</a></samlp:Extensions>' } }),
  },
  {
    name: 'response and assertion signed',
    message: ({ write }) => write({}, { sign: 'both' }),
    modes: ['response'],
  },
];
