import { InvalidArgumentError } from 'commander';
import { findApp, gallery } from '../../shared/apps/gallery.ts';
import { type AppProfile, parseTenantId, type TenantId } from '../../shared/apps/profile.ts';
import { sessionLength } from '../../shared/tenants/tenant.ts';

/* Readers of what an operator types. Each throws InvalidArgumentError: the command line makes no sense. */

/** The app of this id. */
export function readApp(text: string): AppProfile {
  const app = findApp(text);
  if (app !== undefined) return app;
  throw new InvalidArgumentError(`The apps are ${Object.keys(gallery).join(' and ')}.`);
}

/** A tenant id. */
export function readTenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (id !== undefined) return id;
  throw new InvalidArgumentError(
    'A tenant is called by 1 to 63 lower-case letters, digits and hyphens, the first no hyphen.',
  );
}

/** A URL that a browser is sent to, as typed: https, or http on this machine. */
export function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || /[\s\p{Cc}\p{Cf}]/u.test(text)) {
    throw new InvalidArgumentError('It is not a URL: https://…');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) {
    throw new InvalidArgumentError('It must begin with https:// (http:// for localhost alone).');
  }
  if (url.username !== '' || url.password !== '' || text.includes('#')) {
    throw new InvalidArgumentError('It must hold no password and no fragment (#).');
  }
  return text;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1';
}

/** An issuer, compared character for character ever after: a URL, of other directories also a URN. */
export function readIssuer(text: string): string {
  if (text.length > 1_024) throw new InvalidArgumentError('An issuer has at most 1,024 characters.');
  if (/^urn:[!-~]+$/.test(text)) return text;
  readUrl(text);
  if (/^https:\/\/sts\.windows\.net\/[^/]+$/.test(text)) {
    throw new InvalidArgumentError(`A Microsoft Entra Identifier ends with a slash: ${text}/`);
  }
  return text;
}

/** A number of hours as seconds, within the bounds of a session. */
export function readSessionHours(text: string): number {
  const seconds = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Math.round(Number(text) * 3_600) : Number.NaN;
  if (seconds >= sessionLength.minimumSeconds && seconds <= sessionLength.maximumSeconds) return seconds;
  throw new InvalidArgumentError('A session lasts 0.25 to 24 hours.');
}

/** A sign-in name, as typed. */
export function readSignInName(text: string): string {
  return readName(text, 'A sign-in name');
}

/** A person's name, as typed. */
export function readDisplayName(text: string): string {
  return readName(text, 'A name');
}

function readName(text: string, what: string): string {
  if (text.length < 1 || text.length > 256) {
    throw new InvalidArgumentError(`${what} has 1 to 256 characters.`);
  }
  if (text !== text.trim() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)) {
    throw new InvalidArgumentError(`${what} has no blanks around it and no invisible characters in it.`);
  }
  return text;
}

/** The name of a stage. */
export function readStageName(text: string): string {
  if (/^[a-z][a-z0-9]{0,15}$/.test(text)) return text;
  throw new InvalidArgumentError('A stage is called by a lower-case name such as production or beta.');
}

/** An AWS profile. */
export function readProfile(text: string): string {
  if (/^[\w.@/+-]{1,128}$/.test(text)) return text;
  throw new InvalidArgumentError('A profile is called as in ~/.aws/config.');
}

/** An AWS region. */
export function readRegion(text: string): string {
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)) return text;
  throw new InvalidArgumentError('A region is called like eu-central-1.');
}

/** On or off. */
export function readSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('It is on or off.');
}

/** Collects an option that may be given several times. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
