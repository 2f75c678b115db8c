import { describe, expect, it } from 'vitest';
import { mailDomainOf, parseMailDomain } from '../../../shared/tenants/mail-domains/mail-domain.ts';

describe('a mail domain', () => {
  it.each([
    ['contoso.com', 'contoso.com'],
    ['@Contoso.COM', 'contoso.com'],
    [' mail.contoso.co.uk ', 'mail.contoso.co.uk'],
    ['müller.example', 'xn--mller-kva.example'],
  ])('is read from %j', (text, domain) => expect(parseMailDomain(text)).toBe(domain));

  it.each([
    '',
    'contoso',
    'contoso..com',
    '-contoso.com',
    'con toso.com',
    '10.0.0.1',
    'a@b.com',
    'x.com/y',
    `${'a'.repeat(250)}.com`,
  ])('is not read from %j', (text) => expect(parseMailDomain(text)).toBeUndefined());
});

describe('the mail domain of a work e-mail address', () => {
  it('is what follows the @', () => expect(mailDomainOf('B.Simon@Contoso.com')).toBe('contoso.com'));

  it.each([
    'contoso.com',
    '@contoso.com',
    'b simon@contoso.com',
    'a@b@contoso.com',
    'b.simon@',
    'b.simon@contoso',
  ])('is not found in %j', (text) => expect(mailDomainOf(text)).toBeUndefined());
});
