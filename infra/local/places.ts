import { entraOrigin } from './entra/origin.ts';

/** A page of the local run that a newcomer opens. */
export interface Place {
  readonly name: string;
  readonly url: string;
  readonly what: string;
}

/** The tour, in the project's own folder. */
export const tourDocument = 'docs/tour.md';

/** What `npm start` serves that a person opens, in the order of the tour. */
export function placesOf({
  port,
  demo,
}: {
  readonly port: number;
  readonly demo: boolean;
}): readonly Place[] {
  const tenant = demo ? 'acme' : '<tenant>';
  const apps: readonly Place[] = [
    {
      name: 'TimeTrack',
      url: `http://${tenant}.timetrack.localhost:${port}/`,
      what: demo ? 'of Acme; also globex' : 'a host for each tenant',
    },
    {
      name: 'Trakstar',
      url: `http://perform.trakstar.localhost:${port}/auth/saml/?namespace=${tenant}`,
      what: demo ? 'of Acme; also globex' : 'one host for all tenants',
    },
  ];
  if (!demo) return apps;
  return [
    ...apps,
    { name: 'My Apps', url: `${entraOrigin(port)}/myapps`, what: 'where people start' },
    { name: 'Admin center', url: `${entraOrigin(port)}/portal`, what: 'where their admin works' },
  ];
}

/** Somebody of each demonstration directory to sign in as. */
export const people: readonly { readonly name: string; readonly what: string }[] = [
  { name: 'B.Simon', what: 'can sign in' },
  { name: 'Britta Simon', what: 'has an account that is not active' },
  { name: 'Alain Charon', what: 'is not assigned: the directory stops him' },
];
