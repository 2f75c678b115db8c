import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../../infra/operator/app/article/read-article.ts';
import {
  derivedAddresses,
  readAddressTemplate,
} from '../../../../infra/operator/app/new/address-template.ts';
import { answersOfArticle } from '../../../../infra/operator/app/new/answers-of-article.ts';
import { readClaimsAnswer } from '../../../../infra/operator/app/new/claims-answer.ts';
import type { QuestionName } from '../../../../infra/operator/app/new/question.ts';
import { appIdOf, questionsOf } from '../../../../infra/operator/app/new/questions.ts';
import { galleryFacts } from '../../../fixtures/articles/gallery-facts.ts';
import { markdownArticle } from '../../../fixtures/articles/microsoft-format.ts';

const questions = questionsOf(['timetrack', 'trakstar']);
const question = (name: QuestionName) =>
  questions.find((each) => each.name === name) ?? expect.unreachable(name);

describe('the questions', () => {
  it.each(questions.map((each) => [each.name, each] as const))('%s takes its own example', (_, each) => {
    expect(each.read(each.example, {})).toBe(each.example);
    for (const { value } of each.choices ?? []) expect(each.read(value, {})).toBe(value);
  });

  it.each(questions.map((each) => [each.name, each] as const))('%s takes what it suggests', (_, each) => {
    const answers = { name: 'Contoso Time', replyUrls: 'https://{tenant}.example.com/saml/acs' };
    const suggested = each.suggest?.(answers);
    if (suggested !== undefined) expect(each.read(suggested, answers)).toBe(suggested);
  });

  it.each([
    ['id', 'Contoso', /lower-case/],
    ['id', 'trakstar', /There is an application trakstar/],
    ['name', '  ', /at least one/],
    ['replyUrls', 'http://{tenant}.example.com/acs', /https addresses only/],
    ['replyUrls', 'https://*.example.com/acs', /no wildcard/],
    ['replyUrls', `https://{tenant}.example.com/${'a'.repeat(200)}`, /at most 256 characters/],
    ['replyUrls', 'https://{tenant}.example.com/acs#x', /behind #/],
    ['replyUrls', 'acs', /no address/],
    ['replyUrls', 'https://<customer domain>/acs', /customer's own domain/],
    ['identifier', 'Contoso App', /without blanks/],
    ['initiatedBy', 'me', /sp, idp or both/],
    ['itemPath', '/items', /\{id\} once/],
    ['landing', 'welcome', /begins with one slash/],
    ['landing', '//elsewhere.example', /begins with one slash/],
    ['support', 'nowhere', /mail address/],
    ['settingsPage', 'Settings', /two labels/],
    ['claims', 'sub', /Latchkey itself states/],
    ['claims', 'department', /must name its attributes/],
  ] as const)('%s does not take %j', (name, text, message) => {
    expect(() => question(name).read(text, {})).toThrow(message);
  });

  it('take addresses as articles write them', () => {
    expect(question('replyUrls').read(' https:// <Sub Domain>.example.com/acs, b.example.com/acs ', {})).toBe(
      'https://{tenant}.example.com/acs https://b.example.com/acs',
    );
    expect(question('replyUrls').read('https://<x>.a.com/acs https://<x>.b.com/acs', {})).toBe(
      'https://{tenant}.a.com/acs https://{tenant}.b.com/acs',
    );
    expect(readAddressTemplate('https://Bonus.LY/saml/<TENANT_NAME>')).toBe('https://bonus.ly/saml/{tenant}');
    expect(readAddressTemplate('[tenant].example.com/acs')).toBe('https://{tenant}.example.com/acs');
  });

  it('ask for the values of placeholders only where there are any', () => {
    const { isNeedless, read } = question('placeholders');
    const answers = { replyUrls: readAddressTemplate('https://api.<REGION>.example.com/<customer>/acs') };
    expect(answers.replyUrls).toBe('https://api.{region}.example.com/{tenant}/acs');
    expect(isNeedless?.({ replyUrls: 'https://{tenant}.example.com/acs' })).toBe(true);
    expect(isNeedless?.(answers)).toBe(false);
    expect(read('region=eu-1', answers)).toBe('region=eu-1');
    expect(() => read('stage=1', answers)).toThrow('Enter a value for each: region=…');
  });

  it('make a short name of any name', () => {
    expect(appIdOf('Qmarkets Idea & Innovation Management')).toBe('qmarkets-idea-innovation-managem');
    expect(appIdOf('15Five')).toBe('15five');
    expect(appIdOf('Größe®')).toBe('gro-e');
  });
});

describe('the addresses beside the Reply URL', () => {
  it.each([
    [
      'https://{tenant}.example.com/api/v2/azure/callback',
      'https://{tenant}.example.com/api/v2/azure/saml20',
      {
        metadataUrl: 'https://{tenant}.example.com/api/v2/azure/saml20',
        logoutUrl: 'https://{tenant}.example.com/api/v2/azure/logout',
        setupUrl: 'https://{tenant}.example.com/api/v2/azure/setup',
      },
    ],
    [
      'https://perform.example.com/auth/saml/callback?namespace={tenant}&x=1',
      'https://perform.example.com',
      {
        metadataUrl: 'https://perform.example.com/auth/saml/metadata?namespace={tenant}',
        logoutUrl: 'https://perform.example.com/auth/saml/logout?namespace={tenant}',
      },
    ],
    [
      'https://degreed.com/SAML/{tenant}',
      'https://degreed.com/{tenant}',
      { metadataUrl: 'https://degreed.com/{tenant}', logoutUrl: 'https://degreed.com/SAML/{tenant}/logout' },
    ],
    [
      'https://app.example.com/Id/Saml2/{tenant}/Acs',
      'https://app.example.com',
      { setupUrl: 'https://app.example.com/Id/Saml2/{tenant}/setup' },
    ],
    [
      'https://{tenant}.example.com/sso/acs/',
      'https://{tenant}.example.com/sso/metadata/',
      {
        metadataUrl: 'https://{tenant}.example.com/sso/metadata/',
        logoutUrl: 'https://{tenant}.example.com/sso/logout',
      },
    ],
    [
      'https://app.example.com/acs/{tenant}',
      'https://app.example.com/acs/{tenant}',
      { metadataUrl: 'https://app.example.com/acs/{tenant}/metadata' },
    ],
  ])('of %s', (replyUrl, identifier, expected) => {
    expect(derivedAddresses(replyUrl, identifier)).toMatchObject(expected);
  });
});

describe('what an article answers', () => {
  const of = (name: string) => {
    const facts = galleryFacts.find((each) => each.name === name) ?? expect.unreachable(name);
    return answersOfArticle(readArticle(markdownArticle(facts)));
  };

  it.each(galleryFacts.map(({ name }) => name))('%s: answers that the questions take', (name) => {
    const { answers } = of(name);
    for (const [key, answer] of Object.entries(answers)) {
      expect(question(key as QuestionName).read(answer, answers)).toBe(answer);
    }
  });

  it('a complete one leaves only what no article says', () => {
    const { answers, open } = of('Clear Review');
    const left = questions.map(({ name }) => name).filter((name) => answers[name] === undefined);
    expect(left).toEqual([
      'id',
      'placeholders',
      'itemPath',
      'landing',
      'paidFeature',
      'claims',
      'replyUrlField',
    ]);
    expect(open).toEqual([]);
  });

  it('has the claims that the article asks for, by standard names where Entra has one', () => {
    expect(of('TextExpander').answers.claims).toBe(
      'email=email from user.email, given_name=firstName, family_name=lastName',
    );
    expect(of('Kumolus').answers.claims).toBe('email=E-Mail Address, roles=role');
    expect(readClaimsAnswer(of('bswift').answers.claims ?? '')).toEqual({
      email: { attributes: ['workEmail'] },
      abbrevName: { attributes: ['abbrevName'] },
    });
  });

  it('says what cannot be declared', () => {
    expect(of('Glint Inc').open).toEqual([
      '{region} differs too. It has one value in a deployment: --set placeholders=region=…',
    ]);
    expect(of('Glint Inc').answers.replyUrls).toContain(
      'https://api.{region}.glintinc.com/api/client/{tenant}/',
    );
    expect(of('Moveworks').open).toContain(
      'Reply URL https://{tenant}.am-eu-central.moveworks.com/login/sso/saml: another host is another stage, or another application.',
    );
    expect(of('NICE CXone').open).toContain(
      'Identifier https://cxone-gov.niceincontact.com/{tenant}: one Identifier can be declared, and https://cxone.niceincontact.com/{tenant} stands first.',
    );
    expect(of('Akamai').open).toEqual([
      'Reply URL https://<Yourapp>.login.go.akamai-access.com/saml/sp/response: a blank was removed.',
      'The article shows no usable Sign on URL. https://{tenant}.login.go.akamai-access.com/saml/sp/login is proposed: people begin again there.',
    ]);
  });
});
