import type { ProfileChange } from '../../../shared/sign-in/log/profile-changes.ts';
import { day } from '../command-result.ts';

const namespaces = /^.*[/:](?=[^/:]+$)/;

/** The last part of a claim's or a format's name: enough for a person to know it by. */
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

/** "the NameID format changed from unspecified to emailAddress" */
export function profileChangeText({ what, from, to }: ProfileChange): string {
  if (what === 'claim-gone') return `the claim ${from} is not sent any more`;
  if (what === 'claim-new') return `the claim ${to} is sent now`;
  const shown = (value: string) => {
    if (value === '') return 'none';
    if (what === 'certificate') return value.toUpperCase();
    if (what === 'signature-algorithm') return value.replace('sha', 'SHA-');
    return value.split(' ').map(shortName).join(' or ');
  };
  return `the ${things[what]} changed from ${shown(from)} to ${shown(to)}`;
}

/** What changed, in two or three words for a column. */
export function profileChangeLabel(changes: readonly ProfileChange[]): string {
  return [...new Set(changes.map(({ what }) => things[what]))].join(', ');
}

/** "Since the last good sign-in on 2026-11-20", before what changed. */
export function sinceText(lastGood: Date): string {
  return `Since the last good sign-in on ${day(lastGood)}`;
}
