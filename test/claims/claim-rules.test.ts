import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isReservedClaim } from '../../shared/claims/claim-names.ts';
import { claimRuleLimits, claimRulesSchema } from '../../shared/claims/claim-rules-schema.ts';

const faultsOf = (rules: unknown) =>
  v.safeParse(claimRulesSchema, rules).issues?.map(({ message }) => message) ?? [];

describe('rules of claims', () => {
  it.each<[string, unknown]>([
    ['none', {}],
    [
      'every standard claim by its name alone',
      { email: {}, given_name: {}, family_name: {}, groups: {}, roles: {} },
    ],
    ['a claim of the application’s own', { workEmail: { attributes: ['workEmail'], source: 'user.mail' } }],
    ['a claim named by a URI', { 'https://acme.example/claims/unit': { attributes: ['unit'] } }],
    [
      'a namespace and a name format',
      { id: { attributes: [{ name: 'id', namespace: 'urn:x' }], nameFormat: 'uri' } },
    ],
    ['a claim of the profile that the tenant does not send', { email: { off: true } }],
    ['an attribute with blanks inside', { id: { attributes: ['Employee ID'] } }],
  ])('may be %s', (_, rules) => {
    expect(faultsOf(rules)).toEqual([]);
    expect(v.parse(claimRulesSchema, rules)).toEqual(rules);
  });

  it.each([
    'sub',
    'iss',
    'aud',
    'exp',
    'tenant',
    'app',
    'sid',
    'acr',
    'amr',
    'email_verified',
    'SUB',
    'Tenant',
  ])('may not make the claim %s', (name) => {
    expect(isReservedClaim(name)).toBe(true);
    expect(faultsOf({ [name]: { attributes: ['x'] } })).toEqual([
      `"${name}" is a claim that Latchkey itself states`,
    ]);
  });

  it.each(['', '_x', '1x', 'a b', 'a\n', 'ü', 'x'.repeat(65), '__proto__', 'constructor'])(
    'may not call a claim %j',
    (name) => {
      const rules = JSON.parse(`{${JSON.stringify(name)}: {"attributes": ["x"]}}`);
      expect(faultsOf(rules).length > 0 || !Object.hasOwn(v.parse(claimRulesSchema, rules), name)).toBe(true);
    },
  );

  it.each<[string, unknown, RegExp]>([
    ['an own claim without attributes', { unit: {} }, /unit must name its attributes/],
    ['no attribute', { email: { attributes: [] } }, /must name an attribute/],
    ['an invisible name', { email: { attributes: ['a\u200e'] } }, /visible/],
    ['a name with blanks at its end', { email: { attributes: ['mail '] } }, /visible/],
    ['a name that is too long', { email: { attributes: ['x'.repeat(257)] } }, /256/],
    ['an unknown field', { email: { requierd: true } }, /requierd/],
    ['a word for a boolean', { email: { required: 'yes' } }, /true or false/],
    ['an unknown name format', { email: { nameFormat: 'urn' } }, /uri, basic or unspecified/],
  ])('may not have %s', (_, rules, fault) => {
    expect(faultsOf(rules).join('\n')).toMatch(fault);
  });

  it('are bounded in number and in size', () => {
    const rules = (count: number, length: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`c${index}`, { attributes: ['x'.repeat(length)] }]),
      );
    expect(faultsOf(rules(claimRuleLimits.claims, 100))).toEqual([]);
    expect(faultsOf(rules(claimRuleLimits.claims + 1, 9)).join()).toContain(
      `${claimRuleLimits.claims} claims`,
    );
    expect(faultsOf(rules(claimRuleLimits.claims, 200)).join()).toContain(`${claimRuleLimits.bytes} bytes`);
  });
});
