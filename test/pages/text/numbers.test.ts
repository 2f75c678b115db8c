import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { maximumHeaderBytes } from '../../../shared/http/answer.ts';
import { maximumBodyBytes } from '../../../shared/http/body.ts';
import type { Language } from '../../../shared/http/language.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { ProblemCode } from '../../../shared/problems/problem.ts';
import { maximumNameIdLength } from '../../../shared/saml/inbound/assertion/assertion.ts';
import { maximumValiditySeconds } from '../../../shared/saml/inbound/assertion/times.ts';
import { rsaBounds } from '../../../shared/saml/inbound/signature/rsa-strength.ts';
import { maximumCertificateBytes } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { xmlLimits } from '../../../shared/saml/inbound/xml/limits.ts';
import { maximumFlowCookies } from '../../../shared/sign-in/browser/flow-cookie.ts';
import { rejectionSlots } from '../../../shared/sign-in/log/rejection-log.ts';
import { testLifetimeMilliseconds } from '../../../shared/tenants/draft/draft.ts';
import { maximumKeysBytes } from '../../../shared/tenants/keys/key-sizes.ts';

const kilobytes = (bytes: number) => `${bytes / 1_024} kB`;
const words: Readonly<Record<Language, readonly string[]>> = {
  en: 'no one two three four five six seven eight nine ten'.split(' '),
  de: 'keine eine zwei drei vier fünf sechs sieben acht neun zehn'.split(' '),
};

/** What the text of a problem says of a limit: a number as its language writes it, or with its unit. */
const limits: readonly (readonly [code: ProblemCode, limit: number | string])[] = [
  ['body-too-large', kilobytes(maximumBodyBytes)],
  ['setup-upload-too-large', kilobytes(maximumBodyBytes)],
  ['setup-draft-too-large', kilobytes(maximumKeysBytes)],
  ['answer-too-large', kilobytes(maximumHeaderBytes)],
  ['certificate-too-large', kilobytes(maximumCertificateBytes)],
  ['certificate-weak', `${rsaBounds.minimumModulusBits} `],
  ['certificate-weak', ` ${rsaBounds.minimumExponent}`],
  ['xml-too-many-elements', xmlLimits.maximumElements],
  ['xml-too-deep', xmlLimits.maximumDepth],
  ['xml-too-many-attributes', xmlLimits.maximumAttributesPerElement],
  ['xml-value-too-long', kilobytes(xmlLimits.maximumAttributeLength)],
  ['xml-canonical-form-too-long', `${xmlLimits.maximumCanonicalLength / 1_024 / 1_024} MB`],
  ['name-id-too-long', maximumNameIdLength],
  ['assertion-window-too-long', Math.floor(maximumValiditySeconds / 3_600)],
];

/** The source of a language's texts: many of its sentences are functions. */
function sourceOf(language: Language): string {
  const folder = fileURLToPath(new URL(`../../../shared/pages/text/${language}/`, import.meta.url));
  return globSync('**/*.ts', { cwd: folder })
    .map((path) => readFileSync(`${folder}${path}`, 'utf8'))
    .join('\n');
}

describe.each<Language>(['en', 'de'])('what people read in %s', (language) => {
  const texts = textsOf(language);
  const source = sourceOf(language);

  it.each(limits)('says of %s the limit of the code: %s', (code, limit) => {
    const number = typeof limit === 'string' ? limit : limit.toLocaleString(language);
    expect(JSON.stringify(texts.problem(code))).toMatch(new RegExp(`(?<![\\d.,])${number}(?![\\d])`));
  });

  it('says how many sign-ins a browser keeps open', () => {
    const said = [String(maximumFlowCookies), words[language][maximumFlowCookies]].join('|');
    expect(JSON.stringify(texts.problem('flow-dropped'))).toMatch(new RegExp(`\\b(${said})\\b`));
  });

  it('says how long a test counts', () => {
    const hours = source.match(/(?<!at most |höchstens )\b\d+(?= (?:hours|Stunden)\b)/g);
    expect(new Set(hours)).toEqual(new Set([String(testLifetimeMilliseconds / 3_600_000)]));
  });

  it('says how many refusals are kept', () => {
    const kept = source.match(/(?<=\b(?:last|letzten) )\d+\b(?! (?:hours|Stunden))/g);
    expect(new Set(kept)).toEqual(new Set([String(rejectionSlots)]));
  });
});
