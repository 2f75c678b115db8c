import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { findApp, gallery } from '../../shared/apps/gallery.ts';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { visibleText } from '../../shared/apps/visible-text.ts';
import { readSetupLinkId, type SetupLinkId } from '../../shared/ids/setup-link-id.ts';
import { parseTenantId, type TenantId } from '../../shared/ids/tenant-id.ts';
import { linkLifetime } from '../../shared/setup/setup-link.ts';
import {
  AddressError,
  readAddress,
  readIssuer as readIssuerAddress,
} from '../../shared/tenants/intake/address.ts';
import { sessionLength } from '../../shared/tenants/tenant.ts';
import { closestNames, didYouMean } from './suggest/closest.ts';

/* Readers of arguments and options. Each throws InvalidArgumentError for an invalid value. */

/** Reads the id of an app. */
export function readApp(text: string): AppProfile {
  const app = findApp(text);
  if (app !== undefined) return app;
  const apps = Object.keys(gallery);
  const meant = didYouMean(closestNames(text, apps));
  throw new InvalidArgumentError([`The apps are ${apps.join(' and ')}.`, meant].join(' ').trim());
}

/** Reads a tenant id. */
export function readTenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (id !== undefined) return id;
  throw new InvalidArgumentError(
    'A tenant name has 1 to 63 lower-case letters, digits and hyphens, and starts with a letter or digit.',
  );
}

/** Reads a URL for browsers: https, or http on this machine. */
export function readUrl(text: string): string {
  return asArgument(() => readAddress(text));
}

/** Reads an issuer: 1 to 1,024 visible characters, compared exactly. */
export function readIssuerOption(text: string): string {
  return asArgument(() => readIssuerAddress(text));
}

function asArgument(read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw error instanceof AddressError ? new InvalidArgumentError(error.message) : error;
  }
}

/** Reads `--session-hours`. Returns seconds, within the bounds of a session. */
export function readSessionSeconds(text: string): number {
  const seconds = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Math.round(Number(text) * 3_600) : Number.NaN;
  if (seconds >= sessionLength.minimumSeconds && seconds <= sessionLength.maximumSeconds) return seconds;
  throw new InvalidArgumentError('A session lasts 0.25 to 24 hours.');
}

/**
 * Reads a sign-in name. Only a distinguished name (`CN=B. Simon,O=Contoso`) may contain spaces: a line of prose in an
 * import file must not become a user.
 */
export function readSignInName(text: string): string {
  const name = readName(text, 'A sign-in name');
  if (!/[\p{L}\p{N}]/u.test(name)) {
    throw new InvalidArgumentError(`A sign-in name needs a letter or a digit; ${quotedText(name)} has none.`);
  }
  if (/\s/.test(name) && !/^[A-Za-z][\w.-]*=/.test(name)) {
    throw new InvalidArgumentError(
      `A sign-in name has no spaces in it, as b.simon@contoso.com; ${quotedText(name)} has.`,
    );
  }
  return name;
}

function quotedText(name: string): string {
  return `"${name.length > 64 ? `${name.slice(0, 64)}…` : name}"`;
}

/** Reads a display name. Each run of white space becomes one space; white space at the ends is removed. */
export function readDisplayName(text: string): string {
  return readName(text.replace(/\s+/g, ' ').trim(), 'A name');
}

function readName(text: string, what: string): string {
  if (text.length < 1 || text.length > 256) {
    throw new InvalidArgumentError(`${what} has 1 to 256 characters.`);
  }
  if (visibleText(text) !== text) {
    throw new InvalidArgumentError(
      `${what} has no spaces around it and no invisible characters in it: ${visibleText(text)}`,
    );
  }
  return text;
}

/** Reads the name of a stage. */
export function readStageName(text: string): string {
  if (/^[a-z][a-z0-9]{0,15}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'A stage name has 1 to 16 lower-case letters and digits, such as production or beta.',
  );
}

/** Reads the name of an AWS profile. */
export function readProfile(text: string): string {
  if (/^[\w.@/+-]{1,128}$/.test(text)) return text;
  throw new InvalidArgumentError('Enter a profile name from ~/.aws/config.');
}

/** Reads the name of an AWS region. */
export function readRegion(text: string): string {
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)) return text;
  throw new InvalidArgumentError('Enter a region such as eu-central-1.');
}

/** Reads the lifetime of a set-up link: `30m`, `12h`, `7d`. Returns seconds. */
export function readLifetime(text: string): number {
  const [, digits, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const seconds = Number(digits) * ({ m: 60, h: 3_600, d: 86_400 }[unit ?? ''] ?? Number.NaN);
  if (seconds > 0 && seconds <= linkLifetime.maximumSeconds) return seconds;
  throw new InvalidArgumentError('Enter minutes, hours or days, at most 30 days: 30m, 12h, 7d.');
}

/** Reads the id of a set-up link. */
export function readLinkId(text: string): SetupLinkId {
  const id = readSetupLinkId(text);
  if (id !== undefined) return id;
  throw new InvalidArgumentError('Enter the id of a set-up link, such as L-7KQF-M2ZD.');
}

/** Reads `on` or `off`. */
export function readSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('Enter on or off.');
}

/** Collects the values of an option that can be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Adds the two arguments that name a tenant. */
export function addTenantArguments(command: Command): Command {
  return command
    .argument('<app>', 'timetrack or trakstar', readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId);
}

/** Adds the three arguments that name a user. */
export function addUserArguments(command: Command): Command {
  return addTenantArguments(command).argument(
    '<sign-in name>',
    'what Entra sends as Name ID: the user principal name',
    readSignInName,
  );
}
