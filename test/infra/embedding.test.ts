import { App, Stage as CdkStage, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../infra/apps/shipped-documents.ts';
import type { LatchkeyProps } from '../../infra/embedding/latchkey-props.ts';
import { operatorPermissions } from '../../infra/embedding/operator-permissions.ts';
import { stageOfProps } from '../../infra/embedding/stage-of-props.ts';
import { stageSchemaOf } from '../../infra/stage-schema.ts';
import { documentAt, tableIn } from '../docs/document.ts';
import { apps } from '../fixtures/apps.ts';
import { pathsOfInterface, pathsOfSchema } from './embedding-props.ts';
import { synthesize } from './synthesize.ts';

const env = { account: '123456789012', region: 'eu-central-1' };
const arn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/1`;

/** A stack of a vendor's own, which knows where it goes. */
const vendorStack = () => new Stack(new App(), 'Perform', { env });
const faultsOf = (props: unknown, scope = vendorStack()) => {
  try {
    stageOfProps(scope, props as LatchkeyProps);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

/** What CDK has an object for, as a stage has it. */
const asInStage = (path: string): readonly string[] => {
  if (path === 'env') return ['account', 'region'];
  if (/ertificate$/.test(path)) return [`${path}Arn`];
  return path.endsWith('.hostedZone') ? [`${path}.id`, `${path}.name`] : [path];
};

it('every setting of a stage has its prop, and every prop its setting', () => {
  const props = pathsOfInterface('LatchkeyProps').filter(
    (path) => !['stageName', 'emergency', 'profiles'].includes(path),
  );
  const settings = pathsOfSchema(stageSchemaOf([...apps.keys()]));
  expect(settings).toContain('throttles.signOn.perSecond');
  expect(props.flatMap(asInStage).toSorted()).toEqual(settings.toSorted());
});

describe('a stage of props', () => {
  it('has the apps whose documents it is given, and no others', () => {
    const [document] = shippedDocuments.map(({ content }) => Object(content));
    const contoso = { ...document, id: 'contoso', displayName: 'Contoso' };
    const stack = vendorStack();
    const certificate = new Certificate(stack, 'Certificate', { domainName: '*.contoso.example' });
    const stage = stageOfProps(stack, {
      profiles: [contoso],
      apps: { contoso: { domain: '*.contoso.example', certificate } },
    });
    expect(stage.profiles.map(({ id }) => id)).toEqual(['contoso']);
    expect(Object.keys(stage.apps)).toEqual(['contoso']);
    expect(() => stageOfProps(vendorStack(), { profiles: [{ ...contoso, id: 'No' }] })).toThrow(
      /^Latchkey at .*profiles\[0\]: id must be 1 to 32 lower-case letters/,
    );
    expect(() =>
      stageOfProps(vendorStack(), { profiles: [contoso], apps: { timetrack: {} as never } }),
    ).toThrow('timetrack is not known here: contoso');
  });

  it('is the default stage, in the environment of the stack around it', () => {
    expect(stageOfProps(vendorStack(), {})).toMatchObject({
      name: 'production',
      apps: {},
      ...env,
      decryption: false,
    });
  });

  it('is in the environment of the CDK stage around it, and in no certain one without', () => {
    expect(stageOfProps(new Construct(new CdkStage(new App(), 'Prod', { env }), 'Sso'), {})).toMatchObject(
      env,
    );
    expect(stageOfProps(new App(), {})).not.toHaveProperty('region');
    // Its region is a token.
    expect(stageOfProps(new Stack(new App(), 'Anywhere'), {})).not.toHaveProperty('region');
  });

  it('is where its own environment says', () => {
    const elsewhere = { account: '210987654321', region: 'eu-west-1' };
    expect(stageOfProps(vendorStack(), { env: elsewhere })).toMatchObject(elsewhere);
  });

  it('takes certificates and zones that only the deployment knows', () => {
    const stack = vendorStack();
    const hostedZone = new HostedZone(stack, 'Zone', { zoneName: 'example.com' });
    const certificate = new Certificate(stack, 'Certificate', { domainName: 'perform.example.com' });
    const { apps } = stageOfProps(stack, {
      apps: { trakstar: { domain: 'perform.example.com', certificate, hostedZone } },
    });
    expect(apps['trakstar']).toEqual({
      domain: 'perform.example.com',
      certificateArn: certificate.certificateArn,
      hostedZone: { id: hostedZone.hostedZoneId, name: 'example.com' },
    });
  });

  it('takes a zone whose lookup has not happened yet', () => {
    const stack = vendorStack();
    const hostedZone = HostedZone.fromLookup(stack, 'Zone', { domainName: 'example.com' });
    expect(faultsOf({ apps: { trakstar: { domain: 'perform.example.com', hostedZone } } }, stack)).toEqual(
      [],
    );
  });
});

describe('one line names', () => {
  const at = 'Latchkey at Perform: ';

  it('each fault and where it is', () => {
    const stack = vendorStack();
    const certificate = Certificate.fromCertificateArn(stack, 'Elsewhere', arn('eu-west-1'));
    const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'example.org',
    });
    const apps = { trakstar: { domain: 'perform.example.com', certificate, hostedZone } };
    expect(faultsOf({ apps }, stack)).toEqual([
      `${at}apps.trakstar.hostedZone.name must be a zone that perform.example.com is in`,
      `${at}apps.trakstar.certificateArn must be a certificate of eu-central-1, where it is used`,
    ]);
  });

  it.each<[string, unknown, string]>([
    ['a prop that there is not', { alarmAdresses: [] }, 'alarmAdresses is not known here: '],
    [
      'an app that there is not',
      { apps: { slack: { domain: 'a.example.com' } } },
      'apps.slack is not known here: ',
    ],
    ['a wrong value', { logRetentionDays: 9 }, 'logRetentionDays must be one of '],
    [
      'an app without a certificate',
      { apps: { trakstar: { domain: 'a.example.com' } } },
      'apps.trakstar needs ',
    ],
    [
      'a second region that is the first',
      { secondRegion: 'eu-central-1' },
      'secondRegion must be another one',
    ],
  ])('%s', (_, props, fault) => {
    expect(faultsOf(props).find((line) => line.startsWith(`${at}${fault}`))).toBeDefined();
  });

  it('a wrong name of the stage', () => {
    expect(faultsOf({ stageName: 'Production' })).toEqual([expect.stringContaining('lower-case')]);
  });

  it('an edge without a certain place', () => {
    const stack = new Stack(new App(), 'Perform');
    expect(faultsOf({ edge: {} }, stack)[0]).toBe(`${at}edge needs account and region`);
  });
});

describe('the permissions of the latchkey command', () => {
  const { service, keys } = synthesize('full').stacks;
  const scope = vendorStack();
  const tables = {
    tenants: TableV2.fromTableName(scope, 'Tenants', 'tenants'),
    flows: TableV2.fromTableName(scope, 'Flows', 'flows'),
  };
  const permissions = operatorPermissions(service, tables, keys?.keys ?? {});
  const on = (arn: string) =>
    permissions.filter(({ resourceArns }) => resourceArns.includes(arn)).flatMap(({ actions }) => actions);
  const documented = new Map(
    tableIn(documentAt('docs/operating.md'), 'on').map(([what = '', actions = '']) => [what, actions]),
  );

  it.each([
    ['Tenants', tables.tenants.tableArn],
    ['Flows', tables.flows.tableArn],
    ['indexes of both', `${tables.flows.tableArn}/index/*`],
    ['indexes of both', `${tables.tenants.tableArn}/index/*`],
  ])('on %s are the documented ones, beside those of doctor', (what, arn) => {
    const names = on(arn).map((action) => action.replace('dynamodb:', ''));
    expect(names.filter((name) => !name.startsWith('Describe')).join(', ')).toBe(documented.get(what));
  });

  it('on keys let it make certificates, and decrypt nothing', () => {
    const kms = permissions.flatMap(({ actions }) => actions).filter((action) => action.startsWith('kms:'));
    expect(kms).toEqual(['kms:GetPublicKey', 'kms:GetPublicKey', 'kms:Sign']);
  });

  it('are not there for keys that the stage has not', () => {
    const without = operatorPermissions(service, tables, {});
    expect(without.flatMap(({ actions }) => actions).filter((action) => action.startsWith('kms:'))).toEqual(
      [],
    );
  });
});
