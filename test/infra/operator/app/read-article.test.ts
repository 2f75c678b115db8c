import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../../infra/operator/app/article/read-article.ts';
import { documentAt } from '../../../docs/document.ts';
import { galleryFacts } from '../../../fixtures/articles/gallery-facts.ts';
import {
  type ArticleVariant,
  markdownArticle,
  savedPage,
} from '../../../fixtures/articles/microsoft-format.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/articles/${name}`, import.meta.url), 'utf8');

describe('an article in the format of TimeTrack', () => {
  it('is read: patterns on lines of their own, the thumbprint, a support team', () => {
    expect(readArticle(fixture('timetrack.md'))).toEqual({
      name: 'TimeTrack',
      initiatedBy: 'SP+IDP',
      isIdentifierFixed: false,
      isPreIntegrated: false,
      createsUsers: false,
      usersAreActivated: true,
      usersCreatedBy: 'support',
      isPaidFeature: false,
      handedOver: ['thumbprint'],
      setUpBy: 'support',
      settingsPath: [],
      replyUrlField: undefined,
      support: { name: 'TimeTrack support', email: 'info@timetrackapp.com' },
      fields: {
        identifier: ['https://{tenant}.timetrackenterprise.com/api/v2/azure/saml20'],
        replyUrl: ['https://{tenant}.timetrackenterprise.com/api/v2/azure/callback'],
        signOnUrl: ['https://{tenant}.timetrackenterprise.com'],
        relayState: ['<ID>'],
        logoutUrl: [],
      },
      placeholder: { name: 'tenant', others: [] },
      claims: [],
      nameId: undefined,
      mended: [],
    });
  });
});

describe('an article in the format of Trakstar', () => {
  it('is read: a table with a row a field, the page of the settings, the paid feature', () => {
    expect(readArticle(fixture('trakstar.md'))).toMatchObject({
      name: 'Trakstar',
      initiatedBy: 'SP',
      isIdentifierFixed: true,
      createsUsers: false,
      usersAreActivated: true,
      usersCreatedBy: 'administrator',
      isPaidFeature: true,
      handedOver: ['certificate-base64'],
      setUpBy: 'admin-page',
      settingsPath: ['Settings', 'Authentication & SSO', 'SAML 2.0', 'Configure'],
      replyUrlField: 'ACS (Consumer) URL',
      support: { name: 'Trakstar support', email: 'support@trakstar.com' },
      fields: {
        identifier: ['https://perform.trakstar.com'],
        replyUrl: ['https://perform.trakstar.com/auth/saml/callback?namespace={tenant}'],
        signOnUrl: ['https://perform.trakstar.com/auth/saml/?namespace={tenant}'],
        relayState: [],
      },
      placeholder: { name: 'YOUR_NAMESPACE', others: [] },
    });
  });
});

describe('the articles of this project', () => {
  it.each(['timetrack', 'trakstar'])('docs/entra/%s.md is read as the article that it replaces', (id) => {
    const [theirs, ours] = [readArticle(fixture(`${id}.md`)), readArticle(documentAt(`docs/entra/${id}.md`))];
    const { fields, handedOver, ...rest } = ours;
    expect(handedOver).toEqual(expect.arrayContaining([...theirs.handedOver]));
    expect({ ...fields, logoutUrl: [] }).toEqual(theirs.fields);
    const { fields: _, handedOver: __, ...expected } = theirs;
    expect(rest).toEqual(expected);
  });
});

/** A pattern without what the reader changes on purpose: placeholders, and blanks in an address. */
const bare = (url: string) => url.replaceAll(/<[^>]*>|\{tenant\}/g, '*').replaceAll(/\s/g, '');
const variants: readonly (readonly [string, ArticleVariant])[] = [
  ['patterns below', { values: 'list', signOnLabel: 'Sign-on URL', year: 2026 }],
  ['patterns in the sentence, of 2020', { values: 'inline', signOnLabel: 'Sign on URL', year: 2020 }],
  ['patterns in tables', { values: 'table', signOnLabel: 'Sign-On URL', year: 2026 }],
];

describe.each(galleryFacts.map((facts) => [facts.name, facts] as const))('the article of %s', (_, facts) => {
  it.each(variants)('is read, %s', (__, variant) => {
    const reading = readArticle(markdownArticle(facts, variant));
    expect({
      ...reading,
      identifiers: reading.fields.identifier.map(bare),
      replyUrls: reading.fields.replyUrl.map(bare),
      signOnUrls: reading.fields.signOnUrl.map(bare),
      claims: reading.claims.map(({ name, source }) => [name, source]),
      handedOver: reading.handedOver.toSorted(),
    }).toMatchObject({
      name: facts.name,
      initiatedBy: facts.initiatedBy,
      identifiers: facts.identifiers.map(bare),
      replyUrls: facts.replyUrls.map(bare),
      signOnUrls: facts.signOnUrls.map(bare),
      createsUsers: facts.createsUsers,
      usersAreActivated: !facts.createsUsers,
      claims: facts.claims,
      handedOver: facts.handedOver.toSorted(),
      setUpBy: facts.setUpBy,
      support: { name: `${facts.name} support`, email: 'support@vendor.example' },
    });
    expect(reading.fields.relayState).toEqual(facts.relayState === undefined ? [] : [facts.relayState]);
  });

  it('is read from a page saved in a browser, without its menus', () => {
    const reading = readArticle(savedPage(facts));
    expect(reading).toMatchObject({ name: facts.name, initiatedBy: facts.initiatedBy });
    expect(reading.createsUsers).toBe(facts.createsUsers);
    expect(reading.fields.replyUrl.map(bare)).toEqual(facts.replyUrls.map(bare));
    expect(reading.fields.signOnUrl.map(bare)).toEqual(facts.signOnUrls.map(bare));
    expect(reading.support?.email).toBe('support@vendor.example');
  });
});

describe('which placeholder names the customer', () => {
  const fieldsOf = (name: string) => {
    const facts = galleryFacts.find((each) => each.name === name) ?? expect.unreachable(name);
    const { fields, placeholder } = readArticle(markdownArticle(facts));
    return { ...fields, placeholder };
  };

  it('is the only one of the Reply URL, and the only one of another field means the same', () => {
    expect(fieldsOf('Degreed')).toMatchObject({
      replyUrl: ['https://degreed.com/SAML/{tenant}'],
      signOnUrl: ['https://degreed.com/?orgsso={tenant}'],
    });
  });

  it('is the one that is called after a customer, beside a region', () => {
    expect(fieldsOf('Glint Inc')).toMatchObject({
      signOnUrl: ['https://api.<REGION>.glintinc.com/api/client/{tenant}/token/saml2/sso'],
      placeholder: { name: 'CUSTOMER_NAME', others: ['REGION'] },
    });
  });

  it('is none where every value is fixed', () => {
    expect(fieldsOf('PwC Identity').placeholder).toEqual({ name: undefined, others: [] });
  });
});

describe('an untidy article', () => {
  const around = (line: string) => `## Configure Microsoft Entra SSO\n\n${line}\n`;
  const replyUrl = (line: string) => readArticle(around(line)).fields.replyUrl;

  it.each([
    [
      'a blank after the scheme',
      'In the **Reply URL** text box, type: `https:// <SUB DOMAIN>.example.com/acs `',
    ],
    [
      'no scheme',
      'In the **Reply URL** text box, type a URL using the pattern `<subdomain>.example.com/acs`.',
    ],
    ['square brackets', 'In the **Reply URL** text box, type `https://[subdomain].example.com/acs`'],
    ['braces', 'b. In the **Reply URL** textbox, enter: `https://{subdomain}.example.com/acs`'],
    [
      'no code, and a full stop',
      'In the **Reply URL** box, type a URL: https://<subdomain>.example.com/acs.',
    ],
    ['no marks at all', 'In the Reply URL text box, type a URL: https://<subdomain>.example.com/acs'],
    [
      'a label and a colon',
      'Reply URL (Assertion Consumer Service URL): https://<subdomain>.example.com/acs',
    ],
    [
      'an invisible character',
      'In the **Reply URL** text box, type `\u200bhttps://<subdomain>.example.com/acs`',
    ],
    [
      'the pattern two lines below',
      'In the **Reply URL** text box, type:\n\n\n    `https://<x>.example.com/acs`',
    ],
    ['a list of one', 'In the **Reply URL** text box, type one of these:\n\n* `https://<x>.example.com/acs`'],
    [
      'an old label',
      'In the **Assertion Consumer Service (ACS) URL** box, enter `https://<x>.example.com/acs`',
    ],
  ])('is read with %s', (_, line) => {
    expect(replyUrl(line)).toEqual(['https://{tenant}.example.com/acs']);
  });

  it.each([
    [
      'a note that mentions the field',
      '> [!NOTE]\n> Update the **Reply URL** with the actual value, see `Settings`.',
    ],
    [
      'a step that copies from elsewhere',
      'Copy the **ACS URL**, and paste it into the **Reply URL** box of Entra.',
    ],
  ])('is read without %s', (_, line) => {
    expect(replyUrl(line)).toEqual([]);
  });

  const fieldsOf = (lines: string) => readArticle(around(lines)).fields;

  it.each([
    [
      'a block of code with a value a line',
      'In the **Reply URL** text box, type a URL using one of the following pattern:\n\n```http\nhttps://<x>.a.com/acs\nhttps://<x>.b.com/acs\n```',
      ['https://{tenant}.a.com/acs', 'https://{tenant}.b.com/acs'],
    ],
    [
      'a table with groups and an empty row',
      'b. In the **Reply URL** textbox, type one of:\n\n| Reply URL |\n|---|\n| Production : |\n| `https://<x>.a.com/acs` |\n| QA Instance :|\n| `https://<x>.b.com/acs` |\n|',
      ['https://{tenant}.a.com/acs', 'https://{tenant}.b.com/acs'],
    ],
    [
      'another value explained in parentheses',
      'b. In the **Reply URL** text box, type a URL using the following pattern (ENTITY_ID is usually `<NAME>_sp`):\n    `https://<NAME>.a.com/acs`',
      ['https://{tenant}.a.com/acs'],
    ],
    [
      'a placeholder without brackets',
      'In the **Reply URL** text box, type `https://TENANTNAME.a.com/acs`',
      ['https://{tenant}.a.com/acs'],
    ],
  ])('is read with %s', (_, lines, expected) => {
    expect(fieldsOf(lines).replyUrl).toEqual(expected);
  });

  it('names the page of the settings that its arrows lead to', () => {
    const text = `# Tutorial: Microsoft Entra single sign-on (SSO) integration with Contoso K-12

## Configure Contoso K-12 SSO

1. Log in to your Contoso K-12 company site as an administrator.
1. From the menu, navigate to **Utilities** -> **Tools & Features**.
`;
    expect(readArticle(text)).toMatchObject({
      name: 'Contoso K-12',
      setUpBy: 'admin-page',
      settingsPath: ['Utilities', 'Tools & Features'],
    });
  });

  it.each([
    ['expects **nameidentifier** to be mapped with **user.mail**, so you need to edit it.', 'user.mail'],
    ["Contoso expects this to be mapped with the user's objectid. For that", 'user.objectid'],
  ])('finds the Name ID in a sentence: %s', (line, nameId) => {
    expect(readArticle(`1. The application ${line}`).nameId).toBe(nameId);
  });

  it('takes fields to paste into for a page of the application', () => {
    const text = `## Add Contoso from the gallery

## Configure Contoso SSO

1. Open the **Contoso** portal with admin credentials.
1. In the **Issuer URL** textbox, paste the value of **Microsoft Entra Identifier**.
`;
    expect(readArticle(text)).toMatchObject({ setUpBy: 'admin-page', handedOver: ['entra-identifier'] });
  });

  it('says what it mended', () => {
    const { mended } = readArticle(
      around('In the **Reply URL** text box, type `https:// <x>.example.com/acs.`'),
    );
    expect(mended).toEqual([
      'Reply URL https://<x>.example.com/acs: a blank was removed',
      'Reply URL https://<x>.example.com/acs: a full stop was removed',
    ]);
  });

  it('keeps an Identifier that is a bare name, and a URN', () => {
    const { fields } = readArticle(
      around(
        'In the **Identifier (Entity ID)** text box, type the value: `Contoso App` or `urn:contoso:<ID>`',
      ),
    );
    expect(fields.identifier).toEqual(['Contoso App', 'urn:contoso:{tenant}']);
  });

  it.each(['', '<', '\uFEFF---\n', '| a |\n|-', '<html><body><table><tr><td>'])(
    'never throws: %j',
    (text) => {
      expect(readArticle(text)).toMatchObject({ name: undefined, fields: { replyUrl: [], identifier: [] } });
    },
  );
});
