/** A stage in one region with a domain for each app: what most changes begin from. */
export const placeAndApps = {
  account: '123456789012',
  region: 'eu-central-1',
  apps: {
    timetrack: {
      domain: '*.timetrackenterprise.com',
      hostedZone: { id: 'Z0000000000TIME', name: 'timetrackenterprise.com' },
    },
    trakstar: {
      domain: 'perform.trakstar.com',
      hostedZone: { id: 'Z000000000TRAK', name: 'trakstar.com' },
    },
  },
} as const;
