import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Site } from '../apps/site.ts';
import { hasPrivateAddress } from '../http/public-lookup.ts';
import { strongRsa, weaknessOf } from '../saml/inbound/signature/rsa-strength.ts';
import { ambiguousTemplates } from './ambiguous-templates.ts';
import type { OpenIdClient } from './client.ts';
import { isOfAnotherApp } from './redirects-to-another-app.ts';
import { parseRedirectTemplate } from './template-fault.ts';

/** What makes a client unsafe or useless. */
export interface ClientFault {
  readonly field:
    | 'redirectUris'
    | 'postLogoutRedirectUris'
    | 'backChannelLogoutUri'
    | 'publicKeys'
    | 'tenants';
  /** What follows the field's name: "must begin with https://". */
  readonly message: string;
}

/** The most of each list of a client. */
const maximumListed = { redirectUris: 20, postLogoutRedirectUris: 20, tenants: 100, publicKeys: 5 } as const;

/**
 * Returns what is wrong with a client, before it is stored or deployed.
 * @param sites Of the deployment: a client never redirects to the host of another app.
 */
export function clientFaults(
  client: Omit<OpenIdClient, 'secrets'>,
  sites: readonly Site[],
): readonly ClientFault[] {
  const { redirectUris, postLogoutRedirectUris, backChannelLogoutUri, authentication } = client;
  const keys = client.publicKeys?.keys ?? [];
  const fault = (field: ClientFault['field'], message: string): readonly ClientFault[] => [
    { field, message },
  ];
  return [
    ...(redirectUris.length === 0 ? fault('redirectUris', 'must name at least one address') : []),
    ...templateFaults('redirectUris', redirectUris, client, sites),
    ...templateFaults('postLogoutRedirectUris', postLogoutRedirectUris, client, sites),
    ...(backChannelLogoutUri === undefined
      ? []
      : logoutUriFaults(backChannelLogoutUri).flatMap((message) => fault('backChannelLogoutUri', message))),
    ...(authentication === 'private-key' && keys.length === 0
      ? fault('publicKeys', 'must have a key: authentication is private-key')
      : []),
    ...(authentication !== 'private-key' && keys.length > 0
      ? fault('publicKeys', 'need authentication private-key')
      : []),
    ...(keys.every(isUsable) ? [] : fault('publicKeys', `must be keys of the curve P-256, or ${strongRsa}`)),
    ...(keys.length > maximumListed.publicKeys ? fault('publicKeys', 'are at most 5 keys') : []),
    ...((client.tenants?.length ?? 0) > maximumListed.tenants ? fault('tenants', 'are at most 100') : []),
    ...(client.tenants?.length === 0 ? fault('tenants', 'must name at least one tenant') : []),
  ];
}

function templateFaults(
  field: 'redirectUris' | 'postLogoutRedirectUris',
  templates: readonly string[],
  { app }: Pick<OpenIdClient, 'app'>,
  sites: readonly Site[],
): readonly ClientFault[] {
  if (templates.length > maximumListed[field])
    return [{ field, message: `are at most ${maximumListed[field]}` }];
  const malformed = templates.flatMap((template) => {
    const read = parseRedirectTemplate(template);
    return 'fault' in read ? [{ field, message: `${read.fault} (${template})` }] : [];
  });
  if (malformed.length > 0) return malformed;
  const foreign = templates
    .filter((template) => isOfAnotherApp(sites, app, template))
    .map((template) => ({ field, message: `must not be at the host of another app (${template})` }) as const);
  const ambiguous = ambiguousTemplates(templates);
  if (ambiguous === undefined) return foreign;
  const message = `must not have two that match the same address: ${ambiguous.join(' and ')}`;
  return [...foreign, { field, message }];
}

function logoutUriFaults(uri: string): readonly string[] {
  if (uri.includes('{')) return ['must be one address, without {tenant}: the token names the tenant'];
  const read = parseRedirectTemplate(uri);
  if ('fault' in read) return [read.fault];
  // Plain HTTP is for the local run, whose notices stay on this machine.
  return uri.startsWith('https:') && hasPrivateAddress(uri) ? ['must be a public address'] : [];
}

/** Returns whether a key can verify an assertion. With any other one, each assertion would be answered as a fault. */
function isUsable(key: JsonWebKey): boolean {
  try {
    const read = createPublicKey({ key, format: 'jwk' });
    return key.kty === 'EC' || weaknessOf(read) === undefined;
  } catch {
    return false;
  }
}
