import type { ResponseProfile } from '../response-profile.ts';

/** One thing that a directory writes otherwise than before; `from` or `to` is empty where there was or is none. */
export interface ProfileChange {
  readonly what:
    | 'name-id-format'
    | 'name-id-source'
    | 'claim-gone'
    | 'claim-new'
    | 'signed-part'
    | 'signature-algorithm'
    | 'certificate';
  readonly from: string;
  readonly to: string;
}

/** What can be compared with a shape: less of it where not everything could be read. */
export type ObservedProfile = Partial<ResponseProfile>;

/**
 * What changed between two messages of one directory. The source of the NameID changed where no claim that had its
 * value before has it now: a person's UPN and e-mail address may be the same.
 */
export function profileChangesBetween(
  before: ResponseProfile,
  now: ObservedProfile,
): readonly ProfileChange[] {
  const changed = (
    what: ProfileChange['what'],
    from: string | undefined,
    to: string | undefined,
  ): readonly ProfileChange[] =>
    to === undefined || from === undefined || from === to ? [] : [{ what, from, to }];
  const { nameIdFrom, claims } = now;
  const sourceChanged =
    nameIdFrom !== undefined &&
    before.nameIdFrom.length + nameIdFrom.length > 0 &&
    !nameIdFrom.some((name) => before.nameIdFrom.includes(name));
  return [
    ...changed('certificate', before.certificate, now.certificate),
    ...changed('signature-algorithm', before.signatureHash, now.signatureHash),
    ...changed('signed-part', before.signed, now.signed),
    ...(nameIdFrom === undefined
      ? []
      : changed('name-id-format', before.nameIdFormat ?? '', now.nameIdFormat ?? '')),
    ...(sourceChanged
      ? [
          {
            what: 'name-id-source',
            from: before.nameIdFrom.join(' '),
            to: nameIdFrom.join(' '),
          } as const,
        ]
      : []),
    ...(claims === undefined
      ? []
      : [
          ...before.claims
            .filter((name) => !claims.includes(name))
            .map((from) => ({ what: 'claim-gone', from, to: '' }) as const),
          ...claims
            .filter((name) => !before.claims.includes(name))
            .map((to) => ({ what: 'claim-new', from: '', to }) as const),
        ]),
  ];
}
