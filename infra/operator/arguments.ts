import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { parseAppId } from '../../shared/ids/app-id.ts';
import { checkTenantId } from '../../shared/ids/check-tenant-id.ts';
import { readSetupLinkId, type SetupLinkId } from '../../shared/ids/setup-link-id.ts';
import { parseTenantId, type TenantId } from '../../shared/ids/tenant-id.ts';
import { linkLifetime } from '../../shared/setup/setup-link.ts';
import {
  AddressError,
  readAddress,
  readIssuer as readIssuerAddress,
} from '../../shared/tenants/intake/address.ts';
import { sessionLength } from '../../shared/tenants/tenant.ts';
import { NameError, parseDisplayName, parseSignInName } from '../../shared/users/names.ts';
import { appChoices, knownApps } from './known-apps.ts';
import { closestNames, didYouMean } from './suggest/closest.ts';

/* Readers of arguments and options. Each throws InvalidArgumentError for an invalid value. */

/** Reads the id of an app. */
export function readApp(text: string): AppProfile {
  const id = parseAppId(text);
  const app = id && knownApps().get(id);
  if (app !== undefined) return app;
  const apps = [...knownApps().keys()];
  const meant = didYouMean(closestNames(text, apps));
  throw new InvalidArgumentError([`The apps are ${appChoices('and')}.`, meant].join(' ').trim());
}

/** Reads a tenant id. */
export function readTenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (id === checkTenantId) {
    throw new InvalidArgumentError('This name is reserved for the sign-in check of the stage itself.');
  }
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

/** Reads a sign-in name, as {@link parseSignInName}. */
export function readSignInName(text: string): string {
  return asName(() => parseSignInName(text));
}

/** Reads a display name, as {@link parseDisplayName}. */
export function readDisplayName(text: string): string {
  return asName(() => parseDisplayName(text));
}

function asName(read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw error instanceof NameError ? new InvalidArgumentError(error.message) : error;
  }
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
    .argument('<app>', appChoices(), readApp)
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
