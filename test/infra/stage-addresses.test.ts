import { describe, expect, it } from 'vitest';
import { addressesOf, hasDomainForEveryApp, retiredSitesOf, sitesOf } from '../../infra/stage-addresses.ts';
import { checkStage } from '../../infra/stages.ts';

const zone = { id: 'Z000000000TIME', name: 'example.com' };
const timetrack = { domain: '*.example.com', hostedZone: zone };
const trakstar = { domain: 'perform.example.com', hostedZone: zone };
const next = { domain: 'sso.example.com', hostedZone: zone };
const read = (settings: object) => checkStage('beta', settings, '');
const refusal = (settings: object) => {
  try {
    read(settings);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};
const api = () => 'https://api.example';
const origins = (settings: object) => sitesOf(read(settings), api).map(({ app, origin }) => [app.id, origin]);

describe('where the apps stand', () => {
  it('is the API’s own address for each without a domain', () => {
    expect(origins({ apps: { timetrack } })).toEqual([
      ['timetrack', 'https://{tenant}.example.com'],
      ['trakstar', 'https://api.example'],
    ]);
    expect(hasDomainForEveryApp(read({ apps: { timetrack } }))).toBe(false);
  });

  it('does not ask for the API’s address where no app needs it', () => {
    const stage = read({ apps: { timetrack, trakstar } });
    const refuse = () => {
      throw new Error('asked');
    };
    expect(sitesOf(stage, refuse).map(({ origin }) => origin)).toEqual([
      'https://{tenant}.example.com',
      'https://perform.example.com',
    ]);
    expect(hasDomainForEveryApp(stage)).toBe(true);
  });

  it('is two addresses for an app that moves, the one to leave first', () => {
    expect(origins({ apps: { trakstar }, movingTo: { trakstar: next } })).toEqual([
      ['timetrack', 'https://api.example'],
      ['trakstar', 'https://perform.example.com'],
      ['trakstar', 'https://sso.example.com'],
    ]);
    expect(origins({ movingTo: { trakstar: next } }).slice(1)).toEqual([
      ['trakstar', 'https://api.example'],
      ['trakstar', 'https://sso.example.com'],
    ]);
  });

  it('gives a domain the same constructs during a move, after it, and in the next one', () => {
    const ids = (settings: object) =>
      addressesOf(read(settings)).map(({ settings: { domain }, constructId }) => `${domain} ${constructId}`);
    const first = 'perform.example.com Trakstar';
    const second = 'sso.example.com TrakstarSsoExampleCom';
    const third = '*.example.com TimeTrackAnyExampleCom';
    expect(ids({ apps: { trakstar } })).toEqual([first]);
    expect(ids({ apps: { trakstar }, movingTo: { trakstar: next } })).toEqual([first, second]);
    const moved = { apps: { trakstar: next }, retiredAddresses: { trakstar: ['perform.example.com'] } };
    expect(ids(moved)).toEqual([second]);
    expect(ids({ ...moved, movingTo: { timetrack } })).toEqual([third, second]);
    expect(ids({ movingTo: { trakstar: next } })).toEqual([second]);
    expect(ids({ apps: { trakstar: next }, retiredAddresses: { trakstar: ['api'] } })).toEqual([second]);
  });

  it('names the addresses that were given up', () => {
    const retiredAddresses = { trakstar: ['api', '*.old.example.com'] };
    const stage = read({ apps: { trakstar }, retiredAddresses });
    expect(retiredSitesOf(stage, api).map(({ app, origin }) => `${app.id} ${origin}`)).toEqual([
      'trakstar https://api.example',
      'trakstar https://{tenant}.old.example.com',
    ]);
  });
});

describe('a stage is refused', () => {
  it.each<[string, object, string]>([
    [
      'that moves an app to where it stands',
      { apps: { trakstar }, movingTo: { trakstar } },
      'movingTo must have domains that no app has',
    ],
    [
      'that moves an app to where another stands',
      { apps: { timetrack, trakstar }, movingTo: { timetrack: trakstar } },
      'movingTo must have domains that no app has',
    ],
    [
      'that moves to a domain without a certificate',
      { movingTo: { trakstar: { domain: 'sso.example.com' } } },
      'movingTo.trakstar needs a certificateArn, or a hostedZone to prove a new certificate through',
    ],
    [
      'that retires what it serves',
      { apps: { trakstar }, retiredAddresses: { trakstar: ['perform.example.com'] } },
      'retiredAddresses.trakstar must not name perform.example.com: the stage still serves it',
    ],
    [
      'that retires the API’s own address and still serves it',
      { movingTo: { trakstar: next }, retiredAddresses: { trakstar: ['api'] } },
      'retiredAddresses.trakstar must not name api: the stage still serves it',
    ],
    [
      'that moves in two regions without a certificate in both',
      {
        account: '123456789012',
        region: 'eu-central-1',
        secondRegion: 'eu-west-1',
        apps: { timetrack, trakstar },
        movingTo: {
          trakstar: {
            domain: 'sso.example.com',
            certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
          },
        },
      },
      'secondRegion needs a domain and a certificate there for trakstar',
    ],
  ])('%s', (_, settings, fault) => {
    expect(refusal(settings)).toEqual([fault]);
  });

  it('unless every address of an app has what the others need', () => {
    expect(refusal({ apps: { trakstar }, movingTo: { trakstar: next } })).toEqual([]);
    expect(refusal({ apps: { trakstar }, retiredAddresses: { trakstar: ['api'] } })).toEqual([]);
    expect(refusal({ retiredAddresses: { trakstar: ['not a domain'] } })).not.toEqual([]);
  });
});
