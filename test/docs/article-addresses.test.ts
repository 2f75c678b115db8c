import { describe, expect, it } from 'vitest';
import { entraArticleDocument } from '../../infra/documents/article/article.ts';
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
