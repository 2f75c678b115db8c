import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentOfAnswers } from '../../../../infra/operator/app/new/document-of-answers.ts';
import { formattedDocument } from '../../../../infra/operator/app/new/format-document.ts';

const answers = {
  id: 'contoso',
  name: 'Contoso',
  replyUrls: 'https://app.contoso.example/saml/{tenant}/acs',
  identifier: 'https://app.contoso.example',
  signOnUrl: 'https://app.contoso.example/saml/{tenant}',
  initiatedBy: 'sp',
  landing: '/home',
  trust: 'certificate',
  support: 'support@contoso.example',
};

describe('the document of a set of answers', () => {
  it('takes the Sign on URL with and without a slash at its end', () => {
    expect(documentOfAnswers(answers)).toMatchObject({
      urls: { signOnAliases: ['https://app.contoso.example/saml/{tenant}/'] },
    });
  });

  it.each([
    ['the Sign on URL is a page of the vendor', { signOnUrl: 'https://my.contoso.example/login?sso=1' }],
    ['it is the bare host', { signOnUrl: 'https://app.contoso.example' }],
  ])('has no other spelling where %s', (_, more) => {
    expect(documentOfAnswers({ ...answers, ...more })['urls']).not.toHaveProperty('signOnAliases');
  });

  it('serves the metadata at the Identifier, unless people begin there', () => {
    const identifier = 'https://app.contoso.example/saml/{tenant}/sp';
    expect(documentOfAnswers({ ...answers, identifier })).toMatchObject({
      urls: { metadataUrl: identifier },
    });
    expect(documentOfAnswers({ ...answers, identifier: answers.signOnUrl })).toMatchObject({
      urls: { metadataUrl: 'https://app.contoso.example/saml/{tenant}/metadata' },
    });
  });

  it('finds the tenant by the issuer where no Reply URL names it', () => {
    const fixed = { ...answers, replyUrls: 'https://app.contoso.example/saml/acs' };
    expect(documentOfAnswers(fixed)).toMatchObject({ tenantBy: 'issuer' });
    expect(documentOfAnswers(answers)).not.toHaveProperty('tenantBy');
  });

  it('has the claims and the placeholders that were answered', () => {
    expect(
      documentOfAnswers({
        ...answers,
        identifier: 'https://{region}.contoso.example:{port}/sp',
        claims: 'email, employee_id=employeeId',
        placeholders: 'region=eu-1 port=8443 unused=x',
      }),
    ).toMatchObject({
      urls: { identifier: 'https://{region}.contoso.example:8443/sp' },
      claims: { email: {}, employee_id: { attributes: ['employeeId'] } },
      placeholders: { region: 'eu-1' },
    });
  });

  it('leaves the addresses to Latchkey where those beside the Reply URL are taken', () => {
    const { urls } = documentOfAnswers(answers, { isMinimal: true });
    expect(Object.keys(Object(urls))).toEqual(['identifier', 'replyUrls', 'signOnUrl', 'signOnAliases']);
  });

  it('is written as the formatter of this project writes it', () => {
    const path = new URL('../../../../infra/apps/trakstar.json', import.meta.url);
    const text = readFileSync(path, 'utf8');
    expect(formattedDocument(JSON.parse(text)).replaceAll(/\s+/g, '')).toBe(text.replaceAll(/\s+/g, ''));
    expect(formattedDocument({ a: ['b'], c: { d: [1, 2] } })).toBe(
      '{\n  "a": ["b"],\n  "c": {\n    "d": [1, 2]\n  }\n}\n',
    );
  });
});
