import { endpointUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { ArticleSource } from './article-source.ts';
import { attributesAndClaims } from './attributes-and-claims.ts';
import { contactLink, withoutSettingsPage } from './handover.ts';
import { menuPath, note, step, table, within, wrapped } from './markdown.ts';

/** "Configure Microsoft Entra single sign-on": what is entered and copied in Entra. */
export function configuration(source: ArticleSource): string {
  const { site, facts, urls, tenant } = source;
  const { displayName: app } = site.app;
  const isPattern = tenant === undefined && Object.values(urls).some((url) => url.includes('<'));
  const placeholder = isPattern ? `, with ${facts.tenantIs} for \`<${facts.placeholder}>\`` : '';
  const upload =
    `Or select **Upload metadata file** with the document at \`${urls.metadataUrl}\`, after ${app} has set up ` +
    `your ${facts.tenantNoun}: it fills in the Identifier and the Reply URL. Enter the Sign on URL by hand.`;
  const exact = urls.replyUrl.includes('?')
    ? 'including upper and lower case, slashes and the part after the question mark'
    : 'including upper and lower case and slashes';
  const certificate =
    site.app.trustHandedOverBy === 'thumbprint'
      ? 'select **Edit**, and copy the **Thumbprint Value** and keep it on your computer.'
      : 'select **Download** beside **Certificate (Base64)** and keep the file on your computer.';
  return [
    '## Configure Microsoft Entra single sign-on',
    [
      step(
        `Browse to **Entra ID** > **Enterprise apps** > **${app}** > **Single sign-on**. Under **Select a single sign-on method**, select **SAML**.`,
      ),
      step(`In **Basic SAML Configuration**, select the pencil icon and enter${placeholder}:`),
      '',
      within(table(['Field name', 'Value', 'Note'], fields(source))),
      '',
      wrapped(upload, '   '),
      '',
      ...(isPattern ? [within(note(ownValues(source))), ''] : []),
      within(note(`Enter the values exactly, ${exact}: ${app} compares them character for character.`)),
      '',
      ...attributesAndClaims(source),
      step(
        `In **SAML Certificates** > **Token signing certificate**, ${certificate} Leave **Signing Option** and **Signing Algorithm** at *Sign SAML assertion* and *SHA-256*. Copy the **App Federation Metadata Url** too.`,
      ),
      step(`In **Set up ${app}**, copy **Login URL**, **Microsoft Entra Identifier** and **Logout URL**.`),
    ].join('\n'),
    '### Create and assign a test user',
    [
      step('In **Entra ID** > **Users**, create a user called `B.Simon`, or choose a person who may test.'),
      step(
        `In **Entra ID** > **Enterprise apps** > **${app}** > **Users and groups** > **Add user/group**, select that user, and **Assign**. Microsoft Entra ID stops everyone else with AADSTS50105.`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

/** Returns where the customer finds its own values, of which the article shows patterns. */
function ownValues({ site, facts }: ArticleSource): string {
  const { displayName: app, support } = site.app;
  const where =
    facts.settingsPage === undefined
      ? `Ask ${contactLink(support)} for your values.`
      : `Sign in to ${app} and go to ${menuPath(facts.settingsPage.path)} to see yours. ${withoutSettingsPage({ site, facts })}`;
  return `The values above are patterns. ${where}`;
}

function fields(source: ArticleSource): readonly string[][] {
  const { site, facts, urls, tenant } = source;
  const { displayName: app, identifier, idpInitiated, landingPathOfItem } = site.app;
  const code = (url: string) => `\`${url}\``;
  const field = facts.settingsPage?.replyUrlField;
  const replace =
    field === undefined || tenant !== undefined
      ? ''
      : ` Replace \`<${facts.placeholder}>\` with ${facts.tenantIs}, which the **${field}** field in ${app} shows.`;
  return [
    [
      '**Identifier (Entity ID)**',
      code(urls.identifier),
      `${identifier === 'fixed' ? sameForAll(urls.identifier) : ''}Make it the default.`,
    ],
    ['**Reply URL (Assertion Consumer Service URL)**', code(urls.replyUrl), `Make it the default.${replace}`],
    ...furtherReplyUrls(source),
    [
      '**Sign on URL**',
      code(urls.signOnUrl),
      idpInitiated
        ? 'Leave it empty if the tile in My Apps should sign people in directly.'
        : isReplyUrlWithoutEnd(urls)
          ? 'As the Reply URL, but without `/callback`.'
          : 'Where people begin.',
    ],
    landingPathOfItem === undefined
      ? ['**Relay State**', '', 'Leave it empty.']
      : [
          '**Relay State**',
          code('<ID>'),
          `Optional: the ID of the item in ${app} that opens after an IDP-initiated sign-in.`,
        ],
    [
      '**Logout Url**',
      code(urls.logoutUrl),
      `Optional: for [single logout](#single-logout), in both directions.`,
    ],
  ];
}

/** Returns the Reply URLs beside the default one, each in a row of its own. */
function furtherReplyUrls({ site, facts, tenant }: ArticleSource): readonly string[][] {
  const [, ...others] = endpointUrls(site, tenant ?? ('{tenant}' as TenantId), 'assertion-consumer');
  return others.map((url) => [
    '**Reply URL**, further ones',
    `\`${url.replaceAll('{tenant}', `<${facts.placeholder}>`)}\``,
    'Add it too, if you need it.',
  ]);
}

/** A bare origin is easily entered with a slash, as a browser shows it. */
function sameForAll(identifier: string): string {
  const isOrigin = /^https?:\/\/[^/]+$/.test(identifier);
  return `The same for every customer${isOrigin ? ', without a slash at the end' : ''}. `;
}

/** Two addresses that look alike are easily entered into each other's field. */
function isReplyUrlWithoutEnd({ replyUrl, signOnUrl }: ArticleSource['urls']): boolean {
  return ['', '/'].some((end) => replyUrl.replace('/callback', end) === signOnUrl && replyUrl !== signOnUrl);
}
