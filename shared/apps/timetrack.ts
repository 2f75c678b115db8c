import type { AppProfile } from './profile.ts';

/** TimeTrack: tenant in the host name, SP- and IdP-initiated, trust by certificate thumbprint. */
export const timetrack: AppProfile = {
  id: 'timetrack',
  displayName: 'TimeTrack',
  support: { name: 'TimeTrack support', email: 'info@timetrackapp.com' },
  productionOrigin: 'https://{tenant}.timetrackenterprise.com',
  tenantParameter: 'tenant',
  paths: {
    'sign-on': ['/'],
    'assertion-consumer': ['/api/v2/azure/callback'],
    metadata: ['/api/v2/azure/saml20'],
    logout: ['/api/v2/azure/logout'],
    setup: ['/api/v2/azure/setup'],
  },
  identifier: 'per-tenant',
  idpInitiated: true,
  trustHandedOverBy: 'thumbprint',
  ssoIsPaidFeature: false,
  landingPath: '/welcome',
  landingPathOfItem: (itemId) => `/items/${itemId}`,
};
