import * as v from 'valibot';
import type { DeclaredClient } from '../../shared/apps/declared-client.ts';
import { type AppProfile, endpointNames } from '../../shared/apps/profile.ts';
import { parseAppId } from '../../shared/ids/app-id.ts';
import { parseClientId } from '../../shared/ids/client-id.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { type AppDocument, appDocumentSchema } from './app-document.ts';
import { AppDocumentError } from './app-document-error.ts';
import { addressesOfDocument, servedTemplates } from './document-addresses.ts';
import { documentFaults } from './document-faults.ts';
import { notJson } from './not-json.ts';
import { parseUrlTemplate, withPlaceholders } from './url-template.ts';

/**
 * Returns the profile that a document declares.
 * @param at The document's name, which begins each line of an error.
 * @throws AppDocumentError with a line for each fault
 */
export function profileOfDocument(document: unknown, at: string): AppProfile {
  if (document === notJson) throw faultsAt(at, ['is no JSON']);
  const read = v.safeParse(appDocumentSchema, document);
  if (!read.success) throw faultsAt(at, read.issues.map(faultOf));
  const filled = withValues(read.output);
  const faults = documentFaults(filled);
  if (faults.length > 0) throw faultsAt(at, faults);
  return profileOf(filled);
}

function faultsAt(at: string, faults: readonly string[]): AppDocumentError {
  return new AppDocumentError(faults.map((fault) => `${at}: ${fault}`).join('\n'));
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  const message = messageOf(issue);
  return path === '' ? message : `${path} ${message}`;
}

function messageOf({ expected, received, type, message }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'is not known here';
  return type === 'strict_object' && received === 'undefined' ? 'is missing' : message;
}

/** Returns the document with the values of its placeholders filled in. */
function withValues(document: AppDocument): AppDocument {
  const { placeholders = {}, urls } = document;
  const fill = (text: string) => withPlaceholders(text, placeholders);
  const entries = Object.entries(urls).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(fill) : fill(value),
  ]);
  return { ...document, urls: Object.fromEntries(entries) };
}

/** The parameter that names the tenant at an address without `{tenant}`, for an app with it in host or path. */
const usualParameter = 'tenant';

function profileOf(document: AppDocument): AppProfile {
  const { displayName, support, urls, claims, openIdClients, relayState, users, article } = document;
  const id = parseAppId(document.id);
  if (id === undefined) throw new Error(`${document.id} is no app id`);
  const addresses = addressesOfDocument(document);
  const { origin, rawQuery } = parseUrlTemplate(urls.replyUrls[0]);
  const templates = endpointNames.map(
    (endpoint) => [endpoint, servedTemplates(addresses, endpoint)] as const,
  );
  const queries = templates.map(([endpoint, all]) => [endpoint, all.map((each) => each.rawQuery)] as const);
  const withQuery = queries.filter(([, all]) => all.some((query) => query !== ''));
  return {
    id,
    displayName,
    support,
    productionOrigin: origin,
    tenantParameter: tenantParameterIn(rawQuery) ?? usualParameter,
    paths: Object.fromEntries(
      templates.map(([endpoint, all]) => [endpoint, all.map(({ path }) => path)]),
    ) as unknown as AppProfile['paths'],
    ...(withQuery.length === 0 ? {} : { queries: Object.fromEntries(withQuery) }),
    entityId: urls.identifier,
    identifier: urls.identifier.includes('{tenant}') ? 'per-tenant' : 'fixed',
    ...(document.tenantBy === 'issuer' ? { tenantBy: document.tenantBy } : {}),
    ...defined({ signOnUrl: addresses.signOnUrl }),
    idpInitiated: document.initiatedBy.includes('idp'),
    trustHandedOverBy: document.trust,
    ssoIsPaidFeature: document.paidFeature,
    ...defined({
      signOut: document.signOut,
      claims,
      openIdClients: openIdClients?.map(declaredClientOf),
    }),
    landingPath: document.landing,
    ...defined({ landingPathOfItem: relayState?.landing }),
    usersAreActivated: users.activated,
    whoCreatesUsers: users.createdBy,
    article,
  };
}

/** @throws Error where the schema lets an id pass that is none */
function declaredClientOf({
  id: text,
  tenants,
  ...client
}: NonNullable<AppDocument['openIdClients']>[number]): DeclaredClient {
  const id = parseClientId(text);
  if (id === undefined) throw new Error(`${text} is no client id`);
  return { ...client, id, ...defined({ tenants: tenants?.flatMap((name) => parseTenantId(name) ?? []) }) };
}

function tenantParameterIn(rawQuery: string): string | undefined {
  return [...new URLSearchParams(rawQuery)].find(([, value]) => value === '{tenant}')?.[0];
}
