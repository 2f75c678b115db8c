/**
 * The two modules of samlify that write messages, by themselves: samlify's index also loads what reads, verifies and
 * decrypts them. samlify's own types cover the index alone.
 */
declare module 'samlify/build/src/binding-redirect.js' {
  /** A message as it was written. */
  interface Written {
    readonly id: string;
    readonly context: string;
  }

  type Fill = (template: string) => Written;

  interface Binding {
    loginRequestRedirectURL(
      entity: {
        readonly idp: { readonly entityMeta: { getSingleSignOnService(): string } };
        readonly sp: {
          readonly entityMeta: { isAuthnRequestSigned(): boolean };
          readonly entitySetting: { readonly loginRequestTemplate: { readonly context: string } };
        };
      },
      fill: Fill,
      relayState: string,
    ): Written;
    logoutResponseRedirectURL(
      request: object,
      entity: {
        readonly init: {
          readonly entityMeta: object;
          readonly entitySetting: {
            readonly logoutResponseTemplate: { readonly context: string };
            generateID(): string;
          };
        };
        readonly target: {
          readonly entityMeta: { getSingleLogoutService(): string };
          readonly entitySetting: { readonly wantLogoutResponseSigned: boolean };
        };
      },
      relayState: string,
      fill: Fill,
    ): Written;
  }

  const module: Binding | { readonly default: Binding };
  export default module;
}

declare module 'samlify/build/src/libsaml.js' {
  interface SamlLib {
    replaceTagsByValue(template: string, values: Readonly<Record<string, string>>): string;
  }

  const module: SamlLib | { readonly default: SamlLib };
  export default module;
}
