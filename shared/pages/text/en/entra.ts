/** Where the fields are in the admin center, with the labels of the English portal. */
export const entra = {
  application: 'Entra ID > Enterprise apps > the application',
  singleSignOn: 'Entra ID > Enterprise apps > the application > Single sign-on',
  basic: 'Entra ID > Enterprise apps > the application > Single sign-on > Basic SAML Configuration',
  certificates: 'Entra ID > Enterprise apps > the application > Single sign-on > SAML Certificates',
  claims: 'Entra ID > Enterprise apps > the application > Single sign-on > Attributes & Claims',
  tokenEncryption: 'Entra ID > Enterprise apps > the application > Token encryption',
} as const;
