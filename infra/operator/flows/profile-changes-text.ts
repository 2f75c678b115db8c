import type { ProfileChange } from '../../../shared/sign-in/log/profile-changes.ts';
import { day } from '../command-result.ts';

const namespaces = /^.*[/:](?=[^/:]+$)/;

/** Returns the last part of the name of a claim or format: enough to recognise it. */
export function shortName(name: string): string {
  return name.replace(namespaces, '');
}

const things: Readonly<Record<ProfileChange['what'], string>> = {
  'name-id-format': 'NameID format',
  'name-id-source': 'source of the NameID',
  'claim-gone': 'claim',
  'claim-new': 'claim',
  'signed-part': 'signed part',
  'signature-algorithm': 'signature algorithm',
  certificate: 'signer certificate',
};

/** Formats a change: "the NameID format changed from unspecified to emailAddress". */
export function profileChangeText({ what, from, to }: ProfileChange): string {
  if (what === 'claim-gone') return `the claim ${from} is no longer sent`;
  if (what === 'claim-new') return `the claim ${to} is sent now`;
  const shown = (value: string) => {
    if (value === '') return 'none';
    if (what === 'certificate') return value.toUpperCase();
    if (what === 'signature-algorithm') return value.replace('sha', 'SHA-');
    return value.split(' ').map(shortName).join(' or ');
  };
  return `the ${things[what]} changed from ${shown(from)} to ${shown(to)}`;
}

/** Returns what changed, in a few words for a column. */
export function profileChangeLabel(changes: readonly ProfileChange[]): string {
  return [...new Set(changes.map(({ what }) => things[what]))].join(', ');
}

/** Formats the heading of changes: "Since the last successful sign-in on 2026-11-20". */
export function sinceText(lastGood: Date): string {
  return `Since the last successful sign-in on ${day(lastGood)}`;
}
