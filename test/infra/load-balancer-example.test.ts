import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { expect, it } from 'vitest';
import { productionSite } from '../../shared/apps/site.ts';
import { issuerOf } from '../../shared/openid/issuer.ts';
import { parseRedirectTemplate } from '../../shared/openid/template-fault.ts';
import { gallery } from '../fixtures/apps.ts';

it('docs/examples/load-balancer.mjs makes a listener that signs people in at the issuer', async () => {
  const stack = new Stack(new App(), 'Board');
  const vpc = new Vpc(stack, 'Vpc') as IVpc;
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc });
  const listener = new ApplicationListener(stack, 'Listener', {
    loadBalancer,
    port: 443,
    certificates: [{ certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1' }],
  });
  const targets = new ApplicationTargetGroup(stack, 'Targets', { vpc, port: 80, targetType: TargetType.IP });
  const example = new URL('../../docs/examples/load-balancer.mjs', import.meta.url).href;
  const { signPeopleIn } = (await import(/* @vite-ignore */ example)) as {
    signPeopleIn: (listener: ApplicationListener, targets: ApplicationTargetGroup) => void;
  };
  signPeopleIn(listener, targets);

  const sites = [productionSite(gallery.timetrack)];
  const [site] = sites;
  const issuer = site && issuerOf(sites, site);
  Template.fromStack(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    DefaultActions: [
      {
        Type: 'authenticate-oidc',
        AuthenticateOidcConfig: {
          Issuer: issuer,
          AuthorizationEndpoint: `${issuer}/oauth2/authorize`,
          TokenEndpoint: `${issuer}/oauth2/token`,
          UserInfoEndpoint: `${issuer}/oauth2/userinfo`,
        },
      },
      { Type: 'forward' },
    ],
  });
  expect(parseRedirectTemplate('https://{tenant}.example.com/oauth2/idpresponse')).toHaveProperty('template');
});
