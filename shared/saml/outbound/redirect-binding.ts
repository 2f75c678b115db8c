import redirectModule from 'samlify/build/src/binding-redirect.js';
import libraryModule from 'samlify/build/src/libsaml.js';

// CommonJS: Node and the bundles import all exports as one value, other loaders the default export.
const redirect = 'default' in redirectModule ? redirectModule.default : redirectModule;
const library = 'default' in libraryModule ? libraryModule.default : libraryModule;

/** A message for the HTTP-Redirect binding (SAML Bindings 3.4). */
export interface RedirectedMessage {
  readonly id: string;
  /** XML with a `{Tag}` for each value. */
  readonly template: string;
  /** In the order in which samlify replaces them: a value that a stranger chooses comes last. */
  readonly values: Readonly<Record<string, string>>;
  /** Where the browser takes it, in ASCII, without a fragment. */
  readonly target: string;
  /** Default: none. */
  readonly relayState?: string | undefined;
}

/**
 * Returns `template` with samlify's escaped values in the place of its tags. A value that contains a later tag would
 * have it replaced.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return library.replaceTagsByValue(template, values);
}

/**
 * Returns the URL of a request, written by samlify's redirect binding. The binding gets the three settings that it
 * reads. samlify's entities would add nothing but an XML document of these settings, which they write, parse and
 * search by XPath for each request.
 */
export function requestRedirect(message: RedirectedMessage): string {
  const { template, target, relayState = '' } = message;
  const idp = { entityMeta: { getSingleSignOnService: () => target } };
  const sp = {
    entityMeta: { isAuthnRequestSigned: () => false },
    entitySetting: { loginRequestTemplate: { context: template } },
  };
  return redirect.loginRequestRedirectURL({ idp, sp }, filledWith(message), relayState).context;
}

/** Returns the URL of a logout response, in the same way. */
export function logoutResponseRedirect(message: RedirectedMessage): string {
  const { id, template, target, relayState = '' } = message;
  const init = {
    entityMeta: {},
    entitySetting: { logoutResponseTemplate: { context: template }, generateID: () => id },
  };
  const directory = {
    entityMeta: { getSingleLogoutService: () => target },
    entitySetting: { wantLogoutResponseSigned: false },
  };
  const parties = { init, target: directory };
  return redirect.logoutResponseRedirectURL({}, parties, relayState, filledWith(message)).context;
}

function filledWith({ id, values }: RedirectedMessage) {
  return (template: string) => ({ id, context: fillTemplate(template, values) });
}
