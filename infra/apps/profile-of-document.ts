import * as v from 'valibot';
import type { AppProfile, EndpointName } from '../../shared/apps/profile.ts';
import { parseAppId } from '../../shared/ids/app-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { type AppDocument, appDocumentSchema } from './app-document.ts';
import { AppDocumentError } from './app-document-error.ts';
import { notJson } from './not-json.ts';

/**
 * Returns the profile that a document declares.
 * @param at The document's name, which begins each line of an error.
 * @throws AppDocumentError with a line for each fault
 */
export function profileOfDocument(document: unknown, at: string): AppProfile {
  if (document === notJson) throw faultsAt(at, ['is no JSON']);
  const read = v.safeParse(appDocumentSchema, document);
  if (!read.success) throw faultsAt(at, read.issues.map(faultOf));
  const faults = documentFaults(read.output);
  if (faults.length > 0) throw faultsAt(at, faults);
  return profileOf(read.output);
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

interface UrlTemplate {
  readonly origin: string;
  readonly path: string;
  /** The query parameters, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

function templateOf(text: string): UrlTemplate {
  const [, origin = '', path = '', query = ''] = /^(https:\/\/[^/?]+)([^?]*)\??(.*)$/.exec(text) ?? [];
  return {
    origin,
    path: path === '' ? '/' : path,
    query: query === '' ? [] : query.split('&').map((pair) => splitAt(pair, '=')),
  };
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function endpointTemplates({ urls }: AppDocument): Readonly<Record<EndpointName, readonly UrlTemplate[]>> {
  return {
    'sign-on': [urls.signOnUrl, ...urls.signOnAliases].map(templateOf),
    'assertion-consumer': urls.replyUrls.map(templateOf),
    metadata: [templateOf(urls.metadataUrl)],
    logout: [templateOf(urls.logoutUrl)],
    setup: [templateOf(urls.setupUrl)],
  };
}

/** What each key alone allows, but Latchkey does not serve. */
function documentFaults(document: AppDocument): readonly string[] {
  const { urls, tenantBy } = document;
  if (tenantBy === 'issuer') return ['tenantBy "issuer" is not supported yet: a URL must name the tenant'];
  const faults: string[] = [];
  const templates = Object.values(endpointTemplates(document)).flat();
  const origin = templateOf(urls.replyUrls[0] ?? '').origin;
  if (templates.some((each) => each.origin !== origin)) {
    faults.push(`urls must all begin with the origin of the Reply URL, ${origin}`);
  }
  if (urls.replyUrls.length > 1) faults.push('urls.replyUrls: only one Reply URL is supported yet');
  if (templates.some(({ path }) => path.includes('{'))) {
    faults.push('urls: {tenant} in a path is not supported yet');
  }
  const parameters = new Set(templates.map((each) => parameterOf(each)));
  if (
    origin.includes('{tenant}')
      ? templates.some(({ query }) => query.length > 0)
      : parameters.size > 1 || parameters.has(undefined)
  ) {
    faults.push('urls must all name the tenant in the host, or by the same one query parameter');
  }
  if (urls.identifier !== origin && urls.identifier !== urls.metadataUrl) {
    faults.push('urls.identifier must be the metadata URL or the bare origin');
  }
  return faults;
}

/** The one parameter that names the tenant; undefined where the query is anything else. */
function parameterOf({ query }: UrlTemplate): string | undefined {
  const [only, ...others] = query;
  return others.length === 0 && only?.[1] === '{tenant}' ? only[0] : undefined;
}

/** A path with a slash at its end is accepted without it too: API Gateway may hand it to the default route alone. */
function withBareForms(paths: readonly string[]): readonly string[] {
  const slashed = paths.filter((path) => path !== '/' && path.endsWith('/'));
  return [...new Set([...paths, ...slashed.map((path) => path.slice(0, -1))])];
}

/** The parameter that names the tenant at an address without `{tenant}`, for an app with it in the host. */
const usualParameter = 'tenant';

function profileOf(document: AppDocument): AppProfile {
  const { displayName, support, urls, claims, relayState, users, article } = document;
  const id = parseAppId(document.id);
  if (id === undefined) throw new Error(`${document.id} is no app id`);
  const templates = endpointTemplates(document);
  const [replyUrl] = templates['assertion-consumer'];
  const origin = replyUrl?.origin ?? '';
  const pathsOf = (endpoint: EndpointName) =>
    withBareForms(templates[endpoint].map(({ path }) => path)) as unknown as readonly [string, ...string[]];
  return {
    id,
    displayName,
    support,
    productionOrigin: origin,
    tenantParameter: (replyUrl && parameterOf(replyUrl)) ?? usualParameter,
    paths: {
      'sign-on': pathsOf('sign-on'),
      'assertion-consumer': pathsOf('assertion-consumer'),
      metadata: pathsOf('metadata'),
      logout: pathsOf('logout'),
      setup: pathsOf('setup'),
    },
    identifier: urls.identifier.includes('{tenant}') ? 'per-tenant' : 'fixed',
    idpInitiated: document.initiatedBy.includes('idp'),
    trustHandedOverBy: document.trust,
    ssoIsPaidFeature: document.paidFeature,
    ...defined({ claims }),
    landingPath: document.landing,
    ...defined({ landingPathOfItem: relayState?.landing }),
    usersAreActivated: users.activated,
    whoCreatesUsers: users.createdBy,
    article,
  };
}
