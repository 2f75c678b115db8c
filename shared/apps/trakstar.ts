import type { AppProfile } from './profile.ts';

/** Trakstar: one Identifier for all, tenant in `?namespace=`, SP-initiated only, Base64 certificate. */
export const trakstar: AppProfile = {
  id: 'trakstar',
  displayName: 'Trakstar',
  support: { name: 'Trakstar support', email: 'support@trakstar.com' },
  productionOrigin: 'https://perform.trakstar.com',
  tenantParameter: 'namespace',
  paths: {
    // With and without the slash: the article writes it, people omit it.
    'sign-on': ['/auth/saml/', '/auth/saml'],
    'assertion-consumer': ['/auth/saml/callback'],
    metadata: ['/auth/saml/metadata'],
    logout: ['/auth/saml/logout'],
    setup: ['/auth/saml/setup'],
  },
  identifier: 'fixed',
  idpInitiated: false,
  trustHandedOverBy: 'certificate',
  ssoIsPaidFeature: true,
  landingPath: '/welcome',
};
