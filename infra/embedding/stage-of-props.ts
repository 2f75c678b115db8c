import { Stage as CdkStage, type Environment, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AppProfile } from '../../shared/apps/profile.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { appProfiles, profilesOfDocuments } from '../apps/app-profiles.ts';
import { edgeRegion } from '../constructs/edge-secrets.ts';
import type { Stage } from '../stage.ts';
import type { AppSettings } from '../stage-schema.ts';
import { checkStage } from '../stages.ts';
import type { LatchkeyAppProps, LatchkeyProps } from './latchkey-props.ts';

/**
 * Returns the stage that the props of an embedded deployment mean.
 * @throws Error that names the construct, and every fault on a line of its own
 */
export function stageOfProps(scope: Construct, props: LatchkeyProps): Stage {
  const {
    stageName = 'production',
    env,
    apps = {},
    movingTo = {},
    profiles,
    permissionsBoundary,
    emergency: _,
    ...others
  } = props;
  const at = `Latchkey at ${scope.node.path}: `;
  const place = environmentOf(scope, env);
  const regions = {
    certificateArn: place.region,
    edgeCertificateArn: edgeRegion,
    secondRegionCertificateArn: others.secondRegion,
  };
  const settings = { apps: mapped(apps, settingsOf), movingTo: mapped(movingTo, settingsOf) };
  const judgedApp = (app: AppSettings) => judged(app, regions);
  const boundary = permissionsBoundary?.managedPolicyArn;
  const stage = checkStage(
    stageName,
    {
      ...others,
      ...place,
      apps: mapped(settings.apps, judgedApp),
      movingTo: mapped(settings.movingTo, judgedApp),
      ...defined({ permissionsBoundary: Token.isUnresolved(boundary) ? standInPolicy : boundary }),
    },
    at,
    profiles === undefined ? appProfiles() : profilesGiven(profiles, at),
  );
  return {
    ...stage,
    ...settings,
    ...defined({ permissionsBoundary: boundary }),
  };
}

function mapped<From, To>(
  apps: Readonly<Partial<Record<AppId, From>>>,
  edit: (app: From) => To,
): Partial<Record<AppId, To>> {
  const entries = keysOf(apps).flatMap((id) =>
    apps[id] === undefined ? [] : [[id, edit(apps[id])] as const],
  );
  return Object.fromEntries(entries) as Partial<Record<AppId, To>>;
}

/** @throws AppDocumentError with a line for each fault */
function profilesGiven(documents: readonly object[], at: string): readonly AppProfile[] {
  const named = documents.map((content, index) => ({ file: `${at}profiles[${index}]`, content }));
  return profilesOfDocuments(named);
}

/** In place of an ARN that only the deployment knows. */
const standInPolicy = 'arn:aws:iam::aws:policy/Unknown';

/** Writes the objects of CDK as `cdk.json` has them. */
function settingsOf({
  certificate,
  edgeCertificate,
  secondRegionCertificate,
  hostedZone,
  ...others
}: LatchkeyAppProps): AppSettings {
  return {
    ...others,
    ...defined({
      certificateArn: certificate?.certificateArn,
      edgeCertificateArn: edgeCertificate?.certificateArn,
      secondRegionCertificateArn: secondRegionCertificate?.certificateArn,
      hostedZone: hostedZone && { id: hostedZone.hostedZoneId, name: hostedZone.zoneName },
    }),
  };
}

/** What `HostedZone.fromLookup` answers before the lookup, while the CLI is still gathering context. */
const notLookedUpYet = 'DUMMY';

/**
 * Returns an app as the rules can judge it: in place of each value that only the deployment knows, one that they
 * accept.
 */
function judged(
  app: AppSettings,
  regions: Readonly<Record<CertificateKey, string | undefined>>,
): AppSettings {
  const certificates = keysOf(regions).map((key) => {
    const isUnknown = Token.isUnresolved(app[key]);
    const standIn = `arn:aws:acm:${regions[key] ?? edgeRegion}:000000000000:certificate/0`;
    return [key, isUnknown ? standIn : app[key]] as const;
  });
  const hostedZone = app.hostedZone && judgedZone(app, app.hostedZone);
  return { ...app, ...defined({ ...Object.fromEntries(certificates), hostedZone }) };
}

type CertificateKey = 'certificateArn' | 'edgeCertificateArn' | 'secondRegionCertificateArn';

function judgedZone({ domain }: AppSettings, zone: NonNullable<AppSettings['hostedZone']>) {
  const id = Token.isUnresolved(zone.id) || zone.id === notLookedUpYet ? 'Z0' : zone.id;
  return { id, name: Token.isUnresolved(zone.name) ? domain.replace(/^\*\./, '') : zone.name };
}

/** The account and the region, where they are known at synthesis. */
function environmentOf(scope: Construct, env: Environment | undefined): Environment {
  const around = enclosing(scope);
  const certain = (value: string | undefined) => (Token.isUnresolved(value) ? undefined : value);
  return defined({
    account: certain(env?.account ?? around.account),
    region: certain(env?.region ?? around.region),
  });
}

function enclosing(scope: Construct): Environment {
  const stack = scope.node.scopes.findLast((each) => Stack.isStack(each)) as Stack | undefined;
  if (stack !== undefined) return { account: stack.account, region: stack.region };
  const { account, region } = CdkStage.of(scope) ?? {};
  return defined({ account, region });
}
