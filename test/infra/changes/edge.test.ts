import { describe, expect, it } from 'vitest';
import { changeLines, changeSet, deletionOf, leftBehind } from './change-set.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { describeChange } from './describe-change.ts';
import { refusals } from './refusals.ts';
import { placeAndApps } from './stage-settings.ts';

const certificate = (region: string) =>
  `arn:aws:acm:${region}:123456789012:certificate/11111111-0000-4000-8000-000000000000`;
const withoutZones = {
  timetrack: {
    domain: '*.timetrackenterprise.com',
    certificateArn: certificate('eu-central-1'),
    edgeCertificateArn: certificate('us-east-1'),
  },
  trakstar: {
    domain: 'perform.trakstar.com',
    certificateArn: certificate('eu-central-1'),
    edgeCertificateArn: certificate('us-east-1'),
  },
};
const elsewhere = Object.fromEntries(
  Object.entries(placeAndApps.apps).map(([id, app]) => [
    id,
    { ...app, edgeCertificateArn: certificate('us-east-1') },
  ]),
);

/** Stages that may get an edge. */
const stages = [
  ['in another region', placeAndApps],
  ['in us-east-1', { ...placeAndApps, region: 'us-east-1' }],
  ['without hosted zones', { ...placeAndApps, apps: withoutZones }],
  ['with certificates of its own', { ...placeAndApps, apps: elsewhere }],
  ['in two regions', { ...placeAndApps, secondRegion: 'eu-west-1' }],
  ['in two regions, one of which is us-east-1', { ...placeAndApps, secondRegion: 'us-east-1' }],
] as const;

const optional = { enforce: false };
const ofType = (deployment: Deployment, type: string) =>
  deployment.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id]) => `${name}/${id}`),
  );
const records = (deployment: Deployment) => ofType(deployment, 'AWS::Route53::RecordSet');
const changedIn = (before: Deployment, after: Deployment) => changeSet(before, after);

describe.each(stages)('the steps of an edge in a stage %s', (_, settings) => {
  const without = deploymentOf(settings);
  const first = deploymentOf({ ...settings, edge: optional });
  const enforced = deploymentOf({ ...settings, edge: {} });
  const steps = [
    ['on', without, first],
    ['enforced', first, enforced],
    ['optional again', enforced, first],
    ['off', first, without],
  ] as const;

  it.each(steps)('%s: CloudFormation refuses nothing, and replaces nothing', (_step, before, after) => {
    expect(refusals(before, after)).toEqual([]);
    expect(changedIn(before, after).filter(({ action }) => action === 'replaced')).toEqual([]);
  });

  it.each(steps)('%s: each record stays in its stack; none is created or deleted', (_step, before, after) => {
    expect(records(after)).toEqual(records(before));
    const ofRecords = changedIn(before, after).filter(({ type }) => type === 'AWS::Route53::RecordSet');
    expect(ofRecords.every(({ action, stack }) => action === 'updated' && stack === 'Service')).toBe(true);
    const owners = records(after).map((each) => each.split('/')[0]);
    expect(owners.filter((stack) => !stack?.startsWith('Service'))).toEqual([]);
  });
});

describeChange('edge-on', () => {
  const before = deploymentOf(placeAndApps);
  const after = deploymentOf({ ...placeAndApps, edge: optional });
  const changes = changeSet(before, after);

  it('makes the edge first, then moves the records and tells the functions, and nothing else', () => {
    expect(after.findIndex(({ name }) => name === 'Edge')).toBeLessThan(
      after.findIndex(({ name }) => name === 'Service'),
    );
    // The alarms and the dashboard of the edge come last.
    const outside = changes.filter(({ stack }) => stack !== 'Edge' && !stack.startsWith('Monitoring'));
    const seen = new Map<string, Set<string>>();
    for (const { type, action, properties } of outside) {
      seen.set(type, (seen.get(type) ?? new Set()).add(`${action} ${properties.join(' ')}`.trim()));
    }
    expect(Object.fromEntries([...seen].map(([type, what]) => [type, [...what].toSorted()]))).toEqual({
      'AWS::Route53::RecordSet': ['updated AliasTarget'],
      'AWS::Lambda::Function': ['updated Environment'],
      'AWS::Lambda::Version': ['created', 'released'],
      'AWS::Lambda::Alias': ['updated FunctionVersion'],
      // The check of a release invokes the new versions.
      'AWS::IAM::Policy': ['updated PolicyDocument'],
      // Throttles far above the firewall's limits, and tables that take what they let through.
      'AWS::ApiGatewayV2::Stage': ['updated DefaultRouteSettings RouteSettings'],
      'AWS::DynamoDB::GlobalTable': ['updated Replicas WriteOnDemandThroughputSettings'],
      // What rolls a deployment back looks at the new versions.
      'AWS::CloudWatch::Alarm': ['updated Metrics'],
      'AWS::Logs::MetricFilter': ['updated FilterPattern'],
    });
  });

  it('creates in the edge what CloudFront needs, and no record', () => {
    const created = changes.filter(({ stack }) => stack === 'Edge');
    expect(created.every(({ action }) => action === 'created')).toBe(true);
    expect(ofType(after, 'AWS::CloudFront::Distribution')).toHaveLength(2);
    expect(created.filter(({ type }) => type === 'AWS::Route53::RecordSet')).toEqual([]);
  });
});

describeChange('edge-enforced', () => {
  const before = deploymentOf({ ...placeAndApps, edge: optional });

  it('changes the functions alone: the edge and the records stay as they are', () => {
    const changes = changeSet(before, deploymentOf({ ...placeAndApps, edge: {} }));
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes.map(({ stack }) => stack))).toEqual(new Set(['Service']));
    const updated = changes.filter(({ type }) => type === 'AWS::Lambda::Function');
    expect(updated.length).toBeGreaterThan(5);
    for (const { properties } of updated) expect(properties).toEqual(['Environment']);
    expect(changes.filter(({ type }) => type === 'AWS::Route53::RecordSet')).toEqual([]);
  });

  it('and the domains, where CloudFront has a certificate: in place', () => {
    const clientCertificate = { arn: certificate('us-east-1'), authority: 'package.json' };
    const shown = deploymentOf({ ...placeAndApps, edge: { ...optional, clientCertificate } });
    const demanded = deploymentOf({ ...placeAndApps, edge: { clientCertificate } });
    const ofDomains = changeSet(shown, demanded).filter(
      ({ type }) => type === 'AWS::ApiGatewayV2::DomainName',
    );
    expect(ofDomains).toHaveLength(2);
    for (const { action, properties } of ofDomains) {
      expect([action, properties]).toEqual(['updated', ['MutualTlsAuthentication']]);
    }
    expect(changeSet(shown, demanded).filter(({ stack }) => stack === 'Edge')).toEqual([]);
  });
});

describeChange('edge-off', () => {
  const optionally = deploymentOf({ ...placeAndApps, edge: optional });
  const without = deploymentOf(placeAndApps);

  it('moves the records back in place, and leaves the edge for those who still come', () => {
    const moved = changeSet(optionally, without).filter(({ type }) => type === 'AWS::Route53::RecordSet');
    expect(moved.map(({ action, properties }) => [action, properties])).toEqual(
      Array.from({ length: 4 }, () => ['updated', ['AliasTarget']]),
    );
    expect(leftBehind(optionally, without).map(({ name }) => name)).toEqual(['Edge']);
  });

  it('keeps the name by which the edge that is left behind still finds the API', () => {
    const origins = records(without).filter((id) => id.includes('OriginRecords'));
    expect(origins).toHaveLength(4);
    expect(records(optionally)).toEqual(expect.arrayContaining([...origins]));
  });

  it('and the stack of the edge, deleted later, takes no record with it', () => {
    const gone = leftBehind(optionally, without).flatMap(deletionOf);
    expect(gone.filter(({ type }) => type === 'AWS::Route53::RecordSet')).toEqual([]);
    expect(gone.filter(({ type }) => type === 'AWS::CloudFront::Distribution')).toHaveLength(2);
  });

  it('on again is the same as the first time, also while that stack still stands', () => {
    const again = deploymentOf({ ...placeAndApps, edge: optional });
    const stillThere: Deployment = [...without, ...leftBehind(optionally, without)];
    expect(refusals(stillThere, again)).toEqual([]);
    expect(changeSet(stillThere, again).filter(({ stack }) => stack === 'Edge')).toEqual([]);
  });
});

describeChange('edge-secret', () => {
  const generation = (originSecretGeneration: number) =>
    deploymentOf({ ...placeAndApps, edge: { originSecretGeneration } });
  const acceptedIn = (deployment: Deployment): readonly string[] => {
    const text = JSON.stringify(deployment.find(({ name }) => name === 'Service')?.template.Resources);
    return [...new Set([...text.matchAll(/edge-origin-(\d+)/g)].map(([, number = '']) => number))].toSorted();
  };
  const shownIn = (deployment: Deployment): readonly string[] => {
    const edge = deployment.find(({ name }) => name === 'Edge')?.template.Resources ?? {};
    const distributions = Object.values(edge).filter(({ Type }) => Type === 'AWS::CloudFront::Distribution');
    return [
      ...new Set([...JSON.stringify(distributions).matchAll(/edge-origin-(\d+)/g)].map(([, n = '']) => n)),
    ];
  };

  it('is known to the functions before CloudFront shows it, there and back', () => {
    for (const [from, to] of [
      [1, 2],
      [2, 1],
      [2, 3],
    ] as const) {
      const [before, after] = [generation(from), generation(to)];
      // CloudFront changes first: the functions of before have to accept what it then shows.
      expect(acceptedIn(before)).toEqual(expect.arrayContaining([...shownIn(after)]));
      expect(acceptedIn(after)).toEqual(expect.arrayContaining([...shownIn(before), ...shownIn(after)]));
      expect(refusals(before, after)).toEqual([]);
    }
  });

  it('is forgotten two generations later', () => {
    expect(acceptedIn(generation(3))).toEqual(['2', '3', '4']);
  });
});

describeChange('edge-application', () => {
  const apps = {
    ...placeAndApps.apps,
    trakstar: { ...placeAndApps.apps.trakstar, applicationOrigin: 'app.internal.example.com' },
  };

  it('changes the distribution of its app and the firewall, both in place', () => {
    const lines = changeLines(
      changeSet(
        deploymentOf({ ...placeAndApps, edge: {} }),
        deploymentOf({ ...placeAndApps, apps, edge: {} }),
      ),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^Edge: updated WebAcl\w+ \(Rules\)$/),
      expect.stringMatching(/^Edge: updated TrakstarDistribution\w+ \(DistributionConfig\)$/),
    ]);
  });
});

describeChange('edge-own-distribution', () => {
  const step = (distribution: string | undefined, edge: object | undefined) =>
    deploymentOf({
      ...placeAndApps,
      ...(edge === undefined ? {} : { edge }),
      apps: {
        ...placeAndApps.apps,
        trakstar: { ...placeAndApps.apps.trakstar, ...(distribution === undefined ? {} : { distribution }) },
      },
    });
  const name = 'd111111abcdef8.cloudfront.net';

  it('gets what it needs before the records move, and then they move in place', () => {
    const [without, prepared, moved, enforced] = [
      step(undefined, undefined),
      step('own', optional),
      step(name, optional),
      step(name, {}),
    ];
    const movedIn = (before: Deployment, after: Deployment) =>
      changeLines(changeSet(before, after)).filter((line) => /updated TrakstarRecords/.test(line));
    expect(movedIn(without, prepared)).toEqual([]);
    expect(movedIn(prepared, moved)).toHaveLength(2);
    expect(movedIn(moved, enforced)).toEqual([]);
    for (const [before, after] of [
      [without, prepared],
      [prepared, moved],
      [moved, enforced],
      [enforced, moved],
      [moved, prepared],
      [prepared, without],
    ] as const) {
      expect(refusals(before, after)).toEqual([]);
      expect(records(after)).toEqual(records(before));
    }
  });
});
