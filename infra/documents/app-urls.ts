import type { AppProfile, EndpointName } from '../../shared/apps/profile.ts';

import { appProfiles } from '../apps/app-profiles.ts';

const names: Readonly<Record<EndpointName, string>> = {
  'sign-on': 'Sign-on URL',
  'assertion-consumer': 'Reply URL (ACS)',
  metadata: 'metadata URL',
  logout: 'logout URL',
  setup: 'set-up page',
};

const rows: readonly (readonly [string, (app: AppProfile) => string])[] = [
  ['origin', ({ productionOrigin }) => `\`${productionOrigin}\``],
  ['tenant', tenantPlace],
  ...(Object.keys(names) as EndpointName[]).map(
    (endpoint) => [names[endpoint], ({ paths }: AppProfile) => code(paths[endpoint])] as const,
  ),
  [
    'Identifier (Entity ID)',
    ({ identifier }) =>
      identifier === 'fixed' ? 'the origin, for all tenants' : "the tenant's metadata URL",
  ],
  ['unsolicited responses', ({ idpInitiated }) => (idpInitiated ? 'sign in' : 'start a sign-in')],
  ['trust starts with', ({ trustHandedOverBy }) => trustHandedOverBy],
  ['single sign-on', ({ ssoIsPaidFeature }) => (ssoIsPaidFeature ? 'a paid feature' : 'for every tenant')],
  ['landing path', ({ landingPath }) => code([landingPath])],
];

/** Returns the URLs of every app in the gallery as a table, a column for each app. */
export function appUrlsTable(): string {
  const apps = appProfiles();
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...apps.map(({ displayName }) => displayName)]),
    line(['', ...apps].map(() => '---')).replaceAll(' ', ''),
    ...rows.map(([name, cell]) => line([name, ...apps.map(cell)])),
  ].join('\n');
}

function tenantPlace({ productionOrigin, tenantParameter }: AppProfile): string {
  return productionOrigin.includes('{tenant}') ? 'in the host' : `\`?${tenantParameter}=\` in the query`;
}

function code(paths: readonly string[]): string {
  return paths.map((path) => `\`${path}\``).join(', ');
}
