import { domainToASCII } from 'node:url';
import type { Brand } from '../../ids/brand.ts';

/** The part of a work e-mail address after the `@`: lower case, in the ASCII form of DNS. */
export type MailDomain = Brand<string, 'MailDomain'>;

/** The most domains that one tenant lists. They stand in its item, which every sign-in reads. */
export const maximumMailDomains = 20;

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const mailDomainPattern = new RegExp(`^(?=.{4,253}$)(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`);

/**
 * Returns the mail domain in `text`, as people write it: in capitals, with umlauts, with an `@` before it. Undefined
 * where it is no name of two labels or more.
 */
export function parseMailDomain(text: string): MailDomain | undefined {
  const name = text.trim().replace(/^@/, '');
  // Node converts a host, and drops what would follow it in a URL.
  const domain = /[/?#:\\@]/.test(name) ? '' : domainToASCII(name);
  return mailDomainPattern.test(domain) ? (domain as MailDomain) : undefined;
}

/** Returns the domain of a work e-mail address; undefined where `text` is no such address. */
export function mailDomainOf(text: string): MailDomain | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).trim();
  return at < 0 || local === '' || /[\s@]/.test(local) ? undefined : parseMailDomain(text.slice(at + 1));
}
