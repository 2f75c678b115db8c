import { describe, expect, it } from 'vitest';
import { type Change, changeLines, changeSet } from './change-set.ts';
import { deploymentOf } from './deployment.ts';
import { describeChange } from './describe-change.ts';
import { refusals } from './refusals.ts';
import { placeAndApps } from './stage-settings.ts';

const { apps, ...place } = placeAndApps;
const { timetrack, trakstar: old } = apps;
const next = { domain: 'perform.example.com', hostedZone: { id: 'Z00000000NEXT', name: 'example.com' } };
const secondCertificate = (digit: string) =>
  `arn:aws:acm:eu-west-1:123456789012:certificate/${digit.repeat(8)}-0000-4000-8000-000000000000`;

/** What people reach: everything else of a change is a new version of a function or an output. */
const addressTypes =
  /^AWS::(?:ApiGatewayV2::(?:DomainName|ApiMapping|Api)|Route53::RecordSet|CertificateManager::Certificate|CloudFront::Distribution)$/;
const ofAddresses = (changes: readonly Change[]) => changes.filter(({ type }) => addressTypes.test(type));
const actionsOf = (changes: readonly Change[]) =>
  ofAddresses(changes)
    .map(({ action, id }) => `${action} ${id.replace(/[0-9A-F]{8}$/, '')}`)
    .toSorted();

interface Move {
  readonly before: object;
  readonly during: object;
  readonly after: object;
}

const retired = (address: string) => ({ retiredAddresses: { trakstar: [address] } });
const moves: readonly [string, Move][] = [
  [
    'from a domain to another',
    {
      before: placeAndApps,
      during: { ...placeAndApps, movingTo: { trakstar: next } },
      after: { ...place, apps: { timetrack, trakstar: next }, ...retired(old.domain) },
    },
  ],
  [
    'from the API’s own address to a domain',
    {
      before: { ...place, apps: { timetrack } },
      during: { ...place, apps: { timetrack }, movingTo: { trakstar: next } },
      after: { ...place, apps: { timetrack, trakstar: next }, ...retired('api') },
    },
  ],
  [
    'behind an edge',
    {
      before: { ...placeAndApps, edge: {} },
      during: { ...placeAndApps, edge: {}, movingTo: { trakstar: next } },
      after: { ...place, edge: {}, apps: { timetrack, trakstar: next }, ...retired(old.domain) },
    },
  ],
  [
    'in two regions',
    {
      before: twoRegions(old),
      during: {
        ...twoRegions(old),
        movingTo: { trakstar: { ...next, secondRegionCertificateArn: secondCertificate('3') } },
      },
      after: {
        ...twoRegions({ ...next, secondRegionCertificateArn: secondCertificate('3') }),
        ...retired(old.domain),
      },
    },
  ],
];

function twoRegions(trakstar: object) {
  return { ...place, secondRegion: 'eu-west-1', apps: { timetrack, trakstar } };
}

describeChange('domain-move', () => {
  describe.each(moves)('%s', (_, { before, during, after }) => {
    const [first, both, last] = [before, during, after].map((each) => deploymentOf(each)) as [
      ReturnType<typeof deploymentOf>,
      ReturnType<typeof deploymentOf>,
      ReturnType<typeof deploymentOf>,
    ];

    it('begins with additions alone: nothing that people use is touched', () => {
      const changes = changeSet(first, both);
      expect(refusals(first, both)).toEqual([]);
      expect(actionsOf(changes).length).toBeGreaterThanOrEqual(5);
      expect(actionsOf(changes).every((line) => /^created TrakstarPerformExampleCom/.test(line))).toBe(true);
    });

    it('ends with removals alone: the new address stays as it is', () => {
      const changes = changeSet(both, last);
      expect(refusals(both, last)).toEqual([]);
      for (const line of actionsOf(changes))
        expect(line).toMatch(/^(?:deleted Trakstar(?!Perform)|updated Api$)/);
      // The API's own address goes with the last app at it.
      const api = ofAddresses(changes).find(({ type }) => type === 'AWS::ApiGatewayV2::Api');
      expect(api?.properties ?? ['DisableExecuteApiEndpoint']).toEqual(['DisableExecuteApiEndpoint']);
    });

    it('can be taken back before it ends', () => {
      expect(refusals(both, first)).toEqual([]);
      for (const line of actionsOf(changeSet(both, first))) {
        expect(line).toMatch(/^deleted TrakstarPerformExampleCom/);
      }
    });
  });

  it('in one step would replace the host of every customer at once: the release check refuses it', () => {
    const [, { before, after }] = moves[0] ?? expect.unreachable();
    const { retiredAddresses: _, ...unsaid } = after as { readonly retiredAddresses?: unknown };
    const lines = changeLines(ofAddresses(changeSet(deploymentOf(before), deploymentOf(unsaid))));
    expect(lines.some((line) => /replaced TrakstarDomain.*DomainName/.test(line))).toBe(true);
  });
});
