import { deflateRawSync } from 'node:zlib';
import type { EnterpriseApplication } from '../../../../infra/local/entra/enterprise-application.ts';

/** What a test makes different from the request that an application would send. */
export interface RequestChanges {
  readonly id?: string;
  readonly issuer?: string;
  readonly replyUrl?: string;
  /** More attributes of the AuthnRequest. */
  readonly attributes?: string;
  /** More elements in it. */
  readonly content?: string;
  readonly loginUrl?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** An AuthnRequest of `application` by the Redirect binding. */
export function authnRequestUrl(application: EnterpriseApplication, changes: RequestChanges = {}): string {
  const { identifier, replyUrl } = application.basicSaml;
  return redirectUrl(
    changes.loginUrl ?? application.loginUrl,
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${changes.id ?? '_0f3a'}" Version="2.0" IssueInstant="2026-11-22T23:49:59Z" AssertionConsumerServiceURL="${changes.replyUrl ?? replyUrl}" ${changes.attributes ?? ''}><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${changes.issuer ?? identifier}</Issuer>${changes.content ?? ''}</samlp:AuthnRequest>`,
    changes.query,
  );
}

/** Any message by the Redirect binding. */
export function redirectUrl(
  url: string,
  message: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const samlRequest = deflateRawSync(message).toString('base64');
  return `${url}?${new URLSearchParams({ SAMLRequest: samlRequest, ...query })}`;
}
