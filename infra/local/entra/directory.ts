import type { Person } from './person.ts';

/** A simulated directory (Entra calls it a tenant): one customer, whose people sign in here. */
export interface Directory {
  /** The directory (tenant) id. */
  readonly id: string;
  /** The name of Latchkey's tenant that this directory belongs to; of Hooli, the one that the tour creates. */
  readonly tenant: 'acme' | 'globex' | 'hooli';
  readonly displayName: string;
  readonly domain: string;
  readonly people: readonly Person[];
}

/** The three people that every directory has: one for each thing that can happen to a person. */
function peopleAt(domain: string, [simon, britta, alain]: readonly [string, string, string]): Person[] {
  return [
    {
      objectId: simon,
      displayName: 'B.Simon',
      givenName: 'B.',
      surname: 'Simon',
      userPrincipalName: `b.simon@${domain}`,
      mail: `b.simon@${domain}`,
      assigned: true,
    },
    {
      objectId: britta,
      displayName: 'Britta Simon',
      givenName: 'Britta',
      surname: 'Simon',
      userPrincipalName: `britta.simon@${domain}`,
      mail: `britta.simon@${domain}`,
      assigned: true,
    },
    {
      objectId: alain,
      displayName: 'Alain Charon',
      givenName: 'Alain',
      surname: 'Charon',
      userPrincipalName: `alain.charon@${domain}`,
      assigned: false,
    },
  ];
}

/**
 * The simulated directories. Their ids never change, so that what one noted down stays true. Hooli has no applications
 * until its admin creates one.
 */
export const directories: readonly [acme: Directory, globex: Directory, hooli: Directory] = [
  {
    id: '5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41',
    tenant: 'acme',
    displayName: 'Acme',
    domain: 'acme.example',
    people: peopleAt('acme.example', [
      '7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101',
      'a9f8c3d2-6e47-4c1d-b1b0-2c7e9d4f5a02',
      'e2d41b90-0c8f-4b6a-9d3e-78a5c6b1f303',
    ]),
  },
  {
    id: 'c8e7a2b4-1f60-4d93-8e25-b7a94c0d6f52',
    tenant: 'globex',
    displayName: 'Globex',
    domain: 'globex.example',
    people: peopleAt('globex.example', [
      '1c5e8a37-92fb-4f0d-a6c8-4e3b7d9f2104',
      'f03b6d58-4a1c-4e72-8d95-9b2a6c7e1505',
      '8d7a4c1e-b52f-4390-9e6b-3f1d5a8c2706',
    ]),
  },
  {
    id: '3e9b5d70-6a1f-4c28-b7d4-92f0c8e1a563',
    tenant: 'hooli',
    displayName: 'Hooli',
    domain: 'hooli.example',
    people: peopleAt('hooli.example', [
      '5a2d9c71-e04b-4f38-86a5-b3c7d1f09407',
      'c61f8e05-7d32-4a9b-95c0-4e8a2b6d7308',
      '92e7b4d3-1c58-4d06-a3f9-6b0c5e8f1209',
    ]),
  },
];

/** The directory with this id, or undefined. Entra compares ids without regard to case. */
export function findDirectory(id: string): Directory | undefined {
  return directories.find((directory) => directory.id === id.toLowerCase());
}

/** The issuer of every response of a directory: "Microsoft Entra Identifier", with its last slash. */
export function directoryIssuer(directory: Directory): string {
  return `https://sts.windows.net/${directory.id}/`;
}
