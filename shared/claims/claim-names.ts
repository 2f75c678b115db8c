/** A claim that Latchkey knows by name: its usual attributes, and what Entra sends as it. */
export interface StandardClaim {
  /** The attribute's names in the order in which they count: Entra's, then those of other directories. */
  readonly attributes: readonly [string, ...string[]];
  readonly many: boolean;
  /** The source attribute to select in Entra. Undefined for groups, which have a form of their own. */
  readonly source?: string;
}

const entraClaims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/** The attribute in which Entra sends groups. */
export const groupsAttribute = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

/** What Entra sends instead of the groups of a person who has too many of them: an address to ask. */
export const groupsLinkAttribute = 'http://schemas.microsoft.com/claims/groups.link';

/** The claims whose attributes need not be named. The names are those of OpenID Connect Core 5.1, and two of Entra's. */
const standardClaims = {
  email: {
    attributes: [`${entraClaims}emailaddress`, 'email', 'mail', 'Email', 'urn:oid:0.9.2342.19200300.100.1.3'],
    many: false,
    source: 'user.mail',
  },
  given_name: {
    attributes: [`${entraClaims}givenname`, 'given_name', 'givenName', 'firstName', 'urn:oid:2.5.4.42'],
    many: false,
    source: 'user.givenname',
  },
  family_name: {
    attributes: [`${entraClaims}surname`, 'family_name', 'sn', 'surname', 'lastName', 'urn:oid:2.5.4.4'],
    many: false,
    source: 'user.surname',
  },
  groups: { attributes: [groupsAttribute, 'groups', 'memberOf'], many: true },
  roles: {
    attributes: ['http://schemas.microsoft.com/ws/2008/06/identity/claims/role', 'roles', 'role', 'Role'],
    many: true,
    source: 'user.assignedroles',
  },
} as const satisfies Readonly<Record<string, StandardClaim>>;

const sentByDefault: ReadonlySet<string> = new Set(
  ['emailaddress', 'givenname', 'surname', 'name'].map((name) => `${entraClaims}${name}`),
);

/** Returns whether Entra sends an attribute without being told, where the person has a value. */
export function isSentByDefault(attribute: string): boolean {
  return sentByDefault.has(attribute);
}

/** Returns what is known of a claim by its name; undefined for a name of the application's own. */
export function standardClaim(name: string): StandardClaim | undefined {
  return Object.hasOwn(standardClaims, name)
    ? standardClaims[name as keyof typeof standardClaims]
    : undefined;
}

/** A name that an application may give a claim: a word, or a URI as providers of OpenID Connect use. */
export const claimNamePattern = /^[A-Za-z][A-Za-z0-9_.:/-]{0,63}$/;

/**
 * What Latchkey itself states, or a token's format: no attribute of a directory may stand there. An assertion could
 * otherwise choose whose session it is (`sub`, `tenant`), or what a verifier of tokens believes (`aud`, `exp`, `cnf`).
 */
const reserved: ReadonlySet<string> = new Set(
  [
    'iss sub aud exp nbf iat jti',
    'azp nonce acr amr auth_time at_hash c_hash s_hash sid sub_jwk',
    'client_id scope token_use act may_act cnf events typ alg kid',
    'email_verified phone_number_verified name preferred_username',
    'app tenant user administrator signedinat expiresat claims error',
    'constructor prototype',
  ].flatMap((line) => line.split(' ')),
);

/** Returns whether a claim of this name would stand in the place of another statement. Case does not count. */
export function isReservedClaim(name: string): boolean {
  return reserved.has(name.toLowerCase());
}
