import { describe, expect, it } from 'vitest';
import { profileOfDocument } from '../../infra/apps/profile-of-document.ts';
import { entraArticleDocument } from '../../infra/documents/article/article.ts';
import { documentOfAnswers } from '../../infra/operator/app/new/document-of-answers.ts';
import { gallery, timetrack } from '../fixtures/apps.ts';
import { tableIn } from './document.ts';

const noteOfSignOnUrl = (article: string) =>
  tableIn(article, 'Field name').find(([name]) => name === '**Sign on URL**')?.[2];

describe('the note at the Sign on URL', () => {
  it('says how it differs from a Reply URL that looks alike', () => {
    expect(noteOfSignOnUrl(entraArticleDocument(gallery.trakstar))).toBe(
      'As the Reply URL, but without `/callback`.',
    );
  });

  it('of an application with other addresses, says what it is for', () => {
    const app = { ...timetrack, idpInitiated: false };
    expect(noteOfSignOnUrl(entraArticleDocument(app))).toBe('Where people begin.');
  });
});

describe('the set-up article of an application with other addresses', () => {
  const app = profileOfDocument(
    documentOfAnswers({
      id: 'contoso',
      name: 'Contoso',
      replyUrls: 'https://app.contoso.example/saml/{tenant} https://app.contoso.example/saml/{tenant}/acs',
      identifier: 'urn:contoso:sp',
      signOnUrl: 'https://my.contoso.example/',
      initiatedBy: 'both',
      landing: '/welcome',
      trust: 'thumbprint',
      placeholder: 'COMPANY',
      support: 'support@contoso.example',
    }),
    'contoso.json',
  );
  const fields = tableIn(entraArticleDocument(app), 'Field name');

  it('lists every Reply URL, the default first', () => {
    const replyUrls = fields.filter(([name = '']) => name.startsWith('**Reply URL'));
    expect(replyUrls.map(([, url]) => url)).toEqual([
      '`https://app.contoso.example/saml/<COMPANY>`',
      '`https://app.contoso.example/saml/<COMPANY>/acs`',
    ]);
  });

  it('has the Identifier as it is, and says nothing of a slash that a URN has not', () => {
    expect(fields[0]).toEqual([
      '**Identifier (Entity ID)**',
      '`urn:contoso:sp`',
      'The same for every customer. Make it the default.',
    ]);
  });
});
