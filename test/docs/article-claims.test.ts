import { describe, expect, it } from 'vitest';
import { entraArticleDocument } from '../../infra/documents/article/article.ts';
import { profileOf } from '../fixtures/apps.ts';
import { tableIn } from './document.ts';

describe('the set-up article of an application with claims', () => {
  const article = entraArticleDocument({
    ...profileOf('timetrack'),
    claims: {
      email: {},
      groups: {},
      employee_id: { attributes: ['employeeId'], source: 'user.employeeid', required: true },
    },
  });

  it('has a row for each, as Entra’s form has its fields', () => {
    expect(tableIn(article, 'Name')).toEqual([
      ['`emailaddress`', '`http://schemas.xmlsoap.org/ws/2005/05/identity/claims`', '`user.mail`', ''],
      [
        '`groups`',
        '`http://schemas.microsoft.com/ws/2008/06/identity/claims`',
        '',
        'Select **Add a group claim** and *Groups assigned to the application*.',
      ],
      ['`employeeId`', '', '`user.employeeid`', 'Required: a person without it cannot sign in.'],
    ]);
  });

  it('still says how a person is recognised, and asks to keep the other claims', () => {
    const flat = article.replaceAll(/\s+/g, ' ');
    expect(flat).toContain('Keep the claims that are there.');
    expect(flat).toContain('recognises a person by the **Unique User Identifier (Name ID)**');
    expect(flat).not.toContain('Leave **Attributes & Claims** as they are.');
  });
});
