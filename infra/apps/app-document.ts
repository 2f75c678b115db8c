import * as v from 'valibot';
import { signOutReaches } from '../../shared/apps/sign-out-reach.ts';
import { claimRulesSchema } from '../../shared/claims/claim-rules-schema.ts';
import { appIdPattern } from '../../shared/ids/app-id.ts';
import { clientPublicKeySchema } from '../../shared/openid/client.ts';
import { parseRedirectTemplate } from '../../shared/openid/template-fault.ts';

/** Text that a person reads: one line. */
const words = (about: string) =>
  v.pipe(
    v.string('must be text'),
    v.regex(/^[^\p{Cc}]{1,500}$/u, 'must be 1 to 500 characters on one line'),
    v.description(about),
  );

const matching = (pattern: RegExp, message: string, about: string) =>
  v.pipe(v.string('must be text'), v.regex(pattern, message), v.description(about));

const template = (about: string) =>
  matching(
    /^https:\/\/[a-z0-9.{}_-]+(?::\d{1,5})?(?:[/?][\x21-\x7e]*)?$/,
    'must be an https address as the article writes it, with {tenant} for the tenant',
    about,
  );

const path = (about: string) =>
  matching(/^\/[\x21-\x7e]*$/, 'must be a path that begins with a slash', about);

const urls = v.pipe(
  v.strictObject({
    identifier: matching(
      /^[\x21-\x7e]{1,1024}$/,
      'must be 1 to 1,024 visible characters',
      'Identifier (Entity ID). The same for every customer, or with {tenant} in it.',
    ),
    replyUrls: v.pipe(
      v.tupleWithRest(
        [template('The default Reply URL (Assertion Consumer Service URL).')],
        template('Another Reply URL at the same host.'),
        'must be a list of one address or more',
      ),
      v.description('The Reply URLs. The first is the default.'),
    ),
    signOnUrl: v.exactOptional(
      template(
        'Sign on URL, exactly as the article writes it. At the host of the Reply URL with {tenant}, Latchkey serves it; ' +
          'otherwise the vendor’s application does, and leads to startUrl.',
      ),
    ),
    startUrl: v.exactOptional(
      template('Where Latchkey begins a sign-in, if not at the Sign on URL. Default: <Reply URL>/sign-on.'),
    ),
    signOnAliases: v.exactOptional(
      v.pipe(
        v.array(template('Another spelling of the address where a sign-in begins.')),
        v.description('Other spellings of the Sign on URL that people use.'),
      ),
    ),
    metadataUrl: v.exactOptional(
      template('Where Latchkey serves the metadata of one tenant. Default: <Reply URL>/metadata.'),
    ),
    logoutUrl: v.exactOptional(template('Logout Url. Default: <Reply URL>/logout.')),
    setupUrl: v.exactOptional(
      template('The set-up page for administrators of one tenant. Default: <Reply URL>/setup.'),
    ),
  }),
  v.description(
    'The addresses as production has them. A stage with its own domain changes their host alone.',
  ),
);

const redirectTemplate = (about: string) =>
  v.pipe(
    v.string('must be text'),
    v.rawCheck(({ dataset, addIssue }) => {
      const read = dataset.typed ? parseRedirectTemplate(dataset.value) : undefined;
      if (read !== undefined && 'fault' in read) addIssue({ message: read.fault });
    }),
    v.description(about),
  );

const openIdClient = v.strictObject({
  id: v.pipe(
    matching(
      /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/,
      'must be 3 to 64 letters, digits, and . _ -',
      'The client id, unique in a stage. Never give it to another program.',
    ),
    v.regex(/^(?!client_)/, 'must not begin with client_, as those that the command makes'),
  ),
  displayName: words('What the program is, for lists and logs.'),
  authentication: v.optional(
    v.pipe(
      v.picklist(['secret', 'private-key', 'none'], 'must be "secret", "private-key" or "none"'),
      v.description('How it proves itself at the token endpoint. none: a public client, by PKCE alone.'),
    ),
    'secret',
  ),
  redirectUris: v.pipe(
    v.array(redirectTemplate('An address, with {tenant} where the tenant stands.')),
    v.description('Where codes may be sent.'),
  ),
  postLogoutRedirectUris: v.optional(
    v.pipe(
      v.array(redirectTemplate('An address, with {tenant} where the tenant stands.')),
      v.description('Where browsers may go after sign-out. Default: nowhere.'),
    ),
    [],
  ),
  backChannelLogoutUri: v.exactOptional(redirectTemplate('Where logout tokens are posted.')),
  tenants: v.exactOptional(
    v.pipe(
      v.array(matching(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be the name of a tenant', 'A tenant.')),
      v.description('The only tenants whose people it signs in. Default: every tenant.'),
    ),
  ),
  publicKeys: v.exactOptional(
    v.pipe(
      v.strictObject({ keys: v.array(clientPublicKeySchema) }),
      v.description('Its JSON Web Key Set, where authentication is private-key.'),
    ),
  ),
});

const users = v.pipe(
  v.strictObject({
    created: v.pipe(
      v.picklist(['first'], 'must be "first"'),
      v.description('first: an account must exist before its first sign-in.'),
    ),
    activated: v.pipe(
      v.boolean('must be true or false'),
      v.description('Whether an account must also be activated after it is created.'),
    ),
    createdBy: v.strictObject({
      en: words('Who creates accounts: a sentence for administrators, in English.'),
      de: words('The same sentence in German.'),
    }),
  }),
  v.description('How people get an account of the application.'),
);

const article = v.pipe(
  v.strictObject({
    tenantIs: words(
      'What a customer calls its tenant, with "your": "the name of your tenant", "your namespace".',
    ),
    tenantNoun: words('The bare noun: "tenant", "namespace".'),
    placeholder: words('What stands for its name in the URLs of the article, without angle brackets.'),
    tenantFrom: words('Where a customer finds it.'),
    settingsPage: v.exactOptional(
      v.pipe(
        v.strictObject({
          path: v.pipe(
            v.tupleWithRest(
              [words('A label to select.'), words('The next one.')],
              words('A further one.'),
              'must be a list of two labels or more',
            ),
            v.description('The labels to select in order.'),
          ),
          replyUrlField: v.exactOptional(words('The name of the field that shows the Reply URL.')),
        }),
        v.description('The settings page of the vendor’s application for single sign-on.'),
      ),
    ),
    prerequisites: v.pipe(
      v.array(words('One prerequisite, in Markdown.')),
      v.description('What the customer needs from the vendor, such as a licence.'),
    ),
    createdBy: v.exactOptional(words('Who creates users, as it stands after "Ask". Default: the support.')),
  }),
  v.description('What the set-up article says in the vendor’s own terms.'),
);

/**
 * One app as `infra/apps/<id>.json` declares it. The JSON Schema beside the documents is generated from this, so that
 * editors complete it.
 */
export const appDocumentSchema = v.strictObject({
  $schema: v.optional(v.pipe(v.string(), v.description('For editors.'))),
  id: matching(
    new RegExp(`^${appIdPattern}$`),
    'must be 1 to 32 lower-case letters, digits and hyphens',
    'The short name in commands and stored keys. The file has the same name. Never change it.',
  ),
  displayName: words('The name in the Entra gallery and on pages.'),
  support: v.pipe(
    v.strictObject({
      name: words('A proper name, the same in every language: "Contoso support".'),
      email: v.exactOptional(
        v.pipe(
          v.string('must be a mail address'),
          v.email('must be a mail address'),
          v.description('Where customers write to.'),
        ),
      ),
      url: v.exactOptional(
        matching(/^https:\/\/[\x21-\x7e]+$/, 'must be an https address', 'A page with help, or a form.'),
      ),
    }),
    v.check(({ email, url }) => email !== undefined || url !== undefined, 'needs an email or a url'),
    v.description('Whom customers ask. Every page shows it.'),
  ),
  urls,
  placeholders: v.exactOptional(
    v.pipe(
      v.record(
        matching(/^(?!tenant$)[a-z][a-z0-9-]{0,31}$/, 'must be a name without braces', 'The name.'),
        matching(/^[A-Za-z0-9._~-]{1,128}$/, 'must be letters, digits, and . _ ~ -', 'The value.'),
      ),
      v.description('The value of each placeholder beside {tenant} in the addresses, such as a region.'),
    ),
  ),
  tenantBy: v.optional(
    v.pipe(
      v.picklist(['url', 'issuer'], 'must be "url" or "issuer"'),
      v.description('What names the tenant of a message: the address that it was posted to, or its issuer.'),
    ),
    'url',
  ),
  initiatedBy: v.pipe(
    v.array(v.picklist(['sp', 'idp'], 'must be "sp" or "idp"')),
    v.minLength(1, 'must name "sp", "idp" or both'),
    v.description('Who may begin a sign-in: the application (sp), the directory (idp), or both.'),
  ),
  relayState: v.exactOptional(
    v.pipe(
      v.strictObject({
        form: v.pipe(v.literal('<ID>', 'must be "<ID>"'), v.description('What the article allows.')),
        landing: v.pipe(
          path('The path that it opens, with {id} in it: /items/{id}.'),
          v.regex(/^[^{}]*\{id\}[^{}]*$/, 'must have {id} in it once'),
        ),
      }),
      v.description('A Relay State that opens one item after an IdP-initiated sign-in.'),
    ),
  ),
  claims: v.exactOptional(
    v.pipe(claimRulesSchema, v.description('What the application gets of a person beside name and id.')),
  ),
  signOut: v.exactOptional(
    v.pipe(
      v.picklist(signOutReaches, 'must be "local" or "single-logout"'),
      v.description(
        'How far a sign-out reaches: here alone, or the customer’s directory and its other applications too. Default: local.',
      ),
    ),
  ),
  openIdClients: v.exactOptional(
    v.pipe(
      v.array(openIdClient),
      v.description('Programs that sign people in by OpenID Connect. The command makes their secrets.'),
    ),
  ),
  landing: path('Where a person lands who requested no path.'),
  trust: v.pipe(
    v.picklist(['thumbprint', 'certificate'], 'must be "thumbprint" or "certificate"'),
    v.description('How the article hands the trusted key over, without the metadata URL.'),
  ),
  paidFeature: v.pipe(
    v.boolean('must be true or false'),
    v.description('Whether a customer has single sign-on only if an operator enabled it.'),
  ),
  users,
  article,
});

/** A validated app document. */
export type AppDocument = v.InferOutput<typeof appDocumentSchema>;
