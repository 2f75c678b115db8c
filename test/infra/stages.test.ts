import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readStage } from '../../infra/stages.ts';

const read = (settings: unknown) => readStage('beta', { beta: settings });
const refusal = (settings: unknown): string[] => {
  try {
    read(settings);
    return [];
  } catch (error) {
    return String((error as Error).message).split('\n');
  }
};
const account = '123456789012';
const arn = (region: string) =>
  `arn:aws:acm:${region}:${account}:certificate/00000000-0000-4000-8000-000000000000`;
const zone = { id: 'Z0123456789ABC', name: 'example.com' };
const timetrack = { domain: '*.example.com', certificateArn: arn('eu-central-1'), hostedZone: zone };
const trakstar = { domain: 'perform.example.com', certificateArn: arn('eu-central-1'), hostedZone: zone };

describe('a stage', () => {
  it('is the one that is named', () => {
    expect(readStage('beta', { production: {}, beta: {} }).name).toBe('beta');
  });

  it('has no default: a forgotten option deploys and destroys nothing', () => {
    expect(() => readStage(undefined, { production: {}, trial: {} })).toThrow(
      'No stage is named. Add -c stage=<name>, one of: production, trial',
    );
  });

  it('needs to say nothing', () => {
    expect(read({})).toMatchObject({ logRetentionDays: 90, decryption: false, maximumSessionHours: 24 });
  });

  it.each(Object.keys(cdkJson.context.stages))('%s of cdk.json can be read', (name) => {
    expect(readStage(name, cdkJson.context.stages).name).toBe(name);
  });

  it.each(['Beta', '', 'two-words', '1', 'x'.repeat(17), 7, { name: 'beta' }])(
    'is never called %j',
    (name) => {
      expect(() => readStage(name, { beta: {} })).toThrow(/^The stage must be called by a lower-case name/);
    },
  );

  it.each(['beta', 'constructor'])(
    'that cdk.json does not have is refused with those that it has: %s',
    (name) => {
      expect(() => readStage(name, { production: {}, trial: {} })).toThrow(
        `cdk.json has no stage ${name}, but production, trial`,
      );
    },
  );

  it.each([undefined, [], 'production', 7])('cannot be found where cdk.json has %j for stages', (stages) => {
    expect(() => readStage('beta', stages)).toThrow('cdk.json');
  });
});

describe('a mistyped key', () => {
  it('is refused by its name, with the ones that are known there', () => {
    expect(refusal({ logRetentionDay: 30 })).toEqual([
      'cdk.json: stages.beta.logRetentionDay is not known here: account, region, apps, movingTo, retiredAddresses, logRetentionDays, ' +
        'alarmAddresses, noticeAddresses, metadataHosts, throttles, maximumSessionHours, memoryMb, reservedConcurrency, decryption, ' +
        'requestSigning, openIdConnect, decryptionKeyGeneration, requestSigningKeyGeneration, tokenSigningKeyGeneration, edge, secondRegion, tags, permissionsBoundary, accountConcurrency, tenantsTable',
    ]);
  });

  it.each([
    [{ apps: { timetrak: timetrack } }, 'apps.timetrak is not known here: timetrack, trakstar'],
    [
      { apps: { timetrack: { ...timetrack, certificateARN: 'x' } } },
      'apps.timetrack.certificateARN is not known here: domain, certificateArn, edgeCertificateArn, secondRegionCertificateArn, hostedZone, applicationOrigin, distribution',
    ],
    [{ throttles: { signon: {} } }, 'throttles.signon is not known here: signOn, assertionConsumer, other'],
    [
      { edge: { rate: 1 } },
      'edge.rate is not known here: enforce, requestsPerFiveMinutes, backEndAddresses, clientCertificate, originSecretGeneration',
    ],
  ])('is refused wherever it stands: %j', (settings, says) => {
    expect(refusal(settings)).toEqual([`cdk.json: stages.beta.${says}`]);
  });

  it('is refused among the functions', () => {
    expect(refusal({ memoryMb: { signOn: 512 } })[0]).toMatch(
      /^cdk\.json: stages\.beta\.memoryMb\.signOn is not known here: sign-on, assertion-consumer, /,
    );
  });

  it('hides no other fault', () => {
    expect(refusal({ acount: account, region: 'Frankfurt', logRetentionDays: 91 })).toHaveLength(3);
  });
});

describe('a value that cannot be', () => {
  it.each([
    [{ account: 123456789012 }, 'account must be the 12 digits'],
    [{ region: 'eu-central' }, 'region must be a region'],
    [{ logRetentionDays: 91 }, 'logRetentionDays must be one of 1, 3, 5'],
    [{ alarmAddresses: 'a@example.com' }, 'alarmAddresses must be a list'],
    [{ alarmAddresses: ['nobody'] }, 'alarmAddresses.0 must be a mail address'],
    [{ maximumSessionHours: 25 }, 'maximumSessionHours must be 0.25 to 24 hours'],
    [{ memoryMb: { 'sign-on': 64 } }, 'memoryMb.sign-on must be a whole number from 128 to 10240'],
    [{ reservedConcurrency: { session: 0 } }, 'reservedConcurrency.session must be a whole number'],
    [{ throttles: { signOn: { perSecond: 1.5, burst: 2 } } }, 'throttles.signOn.perSecond must be a whole'],
    [{ decryption: 'yes' }, 'decryption must be true or false'],
    [{ edge: true }, 'edge must be an object'],
    [{ edge: { enforce: 'later' } }, 'edge.enforce must be true or false'],
    [{ edge: { backEndAddresses: ['10.0.0.1'] } }, 'edge.backEndAddresses.0 must be an address or a range'],
    [{ edge: { backEndAddresses: ['0.0.0.0/0'] } }, 'edge.backEndAddresses.0 must be an address or a range'],
    [{ tenantsTable: 'a' }, 'tenantsTable must be the name of a table'],
    [
      { apps: { timetrack: { ...timetrack, domain: 'https://x.example.com' } } },
      'apps.timetrack.domain must be',
    ],
    [{ apps: { timetrack: { ...timetrack, domain: '*.*.example.com' } } }, 'apps.timetrack.domain must be'],
    [
      { apps: { timetrack: { ...timetrack, certificateArn: 'arn' } } },
      'apps.timetrack.certificateArn must be',
    ],
    ['everything', 'must be an object with known keys'],
  ])('is refused: %j', (settings, says) => {
    expect(refusal(settings).join('\n')).toContain(says);
  });
});

describe('keys that do not go together', () => {
  const place = { account, region: 'eu-central-1' };
  const both = { timetrack, trakstar };

  it.each([
    [
      { apps: { trakstar: { ...trakstar, domain: '*.example.com' } } },
      'apps.trakstar.domain must be one host',
    ],
    [
      { apps: { trakstar: { ...trakstar, domain: 'perform.example.org' } } },
      'apps.trakstar.hostedZone.name must be a zone that perform.example.org is in',
    ],
    [{ apps: { trakstar: { domain: 'perform.example.com' } } }, 'apps.trakstar needs a certificateArn, or a'],
    [
      {
        apps: {
          timetrack: { ...timetrack, domain: 'a.example.com' },
          trakstar: { ...trakstar, domain: 'a.example.com' },
        },
      },
      'apps must have a domain each',
    ],
    [
      { region: 'eu-west-1', apps: { trakstar } },
      'apps.trakstar.certificateArn must be a certificate of eu-west-1',
    ],
    [
      { apps: { trakstar: { ...trakstar, edgeCertificateArn: arn('eu-west-1') } } },
      'edgeCertificateArn must be a certificate of us-east-1',
    ],
    [{ edge: {}, apps: both }, 'edge needs account and region'],
    [{ ...place, edge: {}, apps: { timetrack } }, 'edge needs a domain for trakstar'],
    [{ secondRegion: 'eu-west-1', apps: both }, 'secondRegion needs account and region'],
    [{ ...place, secondRegion: 'eu-central-1', apps: both }, 'secondRegion must be another one than region'],
    [
      { ...place, secondRegion: 'eu-west-1', apps: { timetrack } },
      'secondRegion needs a domain and a certificate there for trakstar',
    ],
    [
      { ...place, edge: {}, apps: { timetrack, trakstar: { ...trakstar, hostedZone: undefined } } },
      'apps.trakstar needs an edgeCertificateArn, or a hostedZone',
    ],
    [
      { ...place, apps: { trakstar: { ...trakstar, applicationOrigin: 'app.example.org' } } },
      'apps.trakstar.applicationOrigin needs an edge',
    ],
    [
      { ...place, apps: { trakstar: { ...trakstar, distribution: 'own' } } },
      'apps.trakstar.distribution needs an edge',
    ],
    [
      {
        ...place,
        edge: {},
        apps: { timetrack, trakstar: { ...trakstar, applicationOrigin: 'perform.example.com' } },
      },
      'apps.trakstar.applicationOrigin must be another host than perform.example.com',
    ],
    [
      {
        ...place,
        edge: {},
        apps: { timetrack: { ...timetrack, applicationOrigin: 'app.example.com' }, trakstar },
      },
      'apps.timetrack.applicationOrigin must be another host than *.example.com',
    ],
    [
      { ...place, edge: {}, apps: { timetrack, trakstar: { ...trakstar, distribution: 'own' } } },
      'apps.trakstar.distribution must be its domain name before edge.enforce',
    ],
    [
      {
        ...place,
        edge: { enforce: false },
        apps: {
          timetrack,
          trakstar: { ...trakstar, distribution: 'own', applicationOrigin: 'app.example.org' },
        },
      },
      'apps.trakstar.applicationOrigin does not go with distribution',
    ],
    [
      {
        ...place,
        edge: { clientCertificate: { arn: arn('eu-central-1'), authority: 'ca.pem' } },
        apps: both,
      },
      'edge.clientCertificate.arn must be a certificate of us-east-1',
    ],
    [
      { ...place, secondRegion: 'eu-west-1', apps: both, decryption: true },
      'secondRegion does not go with decryption',
    ],
  ])('are refused: %j', (settings, says) => {
    expect(refusal(settings).join('\n')).toContain(says);
  });

  it.each<[object, string]>([
    [
      { reservedConcurrency: { 'assertion-consumer': 40 } },
      'throttles.assertionConsumer.perSecond (50) lets refusals of encrypted messages, 2 addresses and 0.24 s each, hold ' +
        '24 functions, more than half of reservedConcurrency.assertion-consumer (40): lower perSecond to 41, or reserve 48',
    ],
    [
      { throttles: { assertionConsumer: { perSecond: 2_000, burst: 100 } } },
      'hold 960 functions, more than half of the 1000 that an account has (reservedConcurrency.assertion-consumer is not ' +
        'set): lower perSecond to 1041, or reserve 1920',
    ],
    [{ reservedConcurrency: { 'assertion-consumer': 48 } }, ''],
    [{ decryption: false, reservedConcurrency: { 'assertion-consumer': 1 } }, ''],
  ])('keep half of the reserve for people while refusals wait: %j', (settings, says) => {
    const faults = refusal({ decryption: true, ...settings });
    if (says === '') expect(faults).toEqual([]);
    else expect(faults.join('\n')).toContain(says);
  });

  it('are no others', () => {
    expect(refusal({ ...place, apps: both, edge: {}, decryption: true, requestSigning: true })).toEqual([]);
    expect(refusal({ ...place, apps: both, secondRegion: 'eu-west-1' })).toEqual([]);
  });
});
