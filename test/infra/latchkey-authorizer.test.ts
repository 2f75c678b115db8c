import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, it } from 'vitest';
import { unbundled } from '../../infra/bundling/bundles.ts';
import { EmbeddedLatchkey } from '../../infra/embedding/embedded-latchkey.ts';
import {
  LatchkeyAuthorizer,
  type LatchkeyAuthorizerProps,
} from '../../infra/embedding/latchkey-authorizer.ts';
import { propertiesOf } from './synthesize.ts';

const env = { account: '123456789012', region: 'eu-central-1' };

/** A stack of a vendor with an API behind the authorizer. */
function vendorApi(props: Partial<LatchkeyAuthorizerProps> = {}, createDefaultStage = true) {
  const stack = new Stack(new App(), 'Perform', { env });
  const latchkey = new EmbeddedLatchkey(stack, 'Sso', {}, unbundled);
  const authorizer = new LatchkeyAuthorizer('SignedIn', { latchkey, ...props });
  const api = new HttpApi(stack, 'Api', { defaultAuthorizer: authorizer, createDefaultStage });
  const integration = new HttpUrlIntegration('Orders', 'https://orders.example.com/');
  for (const path of ['/orders', '/orders/{id}']) {
    api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
  }
  return { stack, api, template: () => Template.fromStack(stack) };
}

const sessionAlias = {
  'Fn::ImportValue': Match.stringLikeRegexp('^Latchkey-production-Service:ExportsOutputRefSessionLive'),
};

describe('LatchkeyAuthorizer', () => {
  it('asks the session function, in payload 2.0 and the simple form, and remembers for 30 seconds by cookies and host', () => {
    const template = vendorApi().template();
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 30,
      IdentitySource: ['$request.header.Cookie', '$context.domainName'],
      AuthorizerUri: { 'Fn::Join': ['', Match.arrayWith([sessionAlias])] },
    });
    template.resourceCountIs('AWS::Lambda::Function', 0);
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Route')).toMatchObject([
      { RouteKey: 'ANY /orders', AuthorizationType: 'CUSTOM' },
      { RouteKey: 'ANY /orders/{id}', AuthorizationType: 'CUSTOM' },
    ]);
  });

  it('lets this authorizer of this API alone invoke it', () => {
    vendorApi()
      .template()
      .hasResourceProperties('AWS::Lambda::Permission', {
        Action: 'lambda:InvokeFunction',
        FunctionName: sessionAlias,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('/authorizers/$')])] },
      });
  });

  it('remembers nothing where it is told to, and never longer than 30 seconds', () => {
    vendorApi({ remember: Duration.seconds(0) })
      .template()
      .hasResourceProperties('AWS::ApiGatewayV2::Authorizer', { AuthorizerResultTtlInSeconds: 0 });
    expect(() => vendorApi({ remember: Duration.seconds(31) })).toThrow(
      'remember must be at most 30 seconds',
    );
  });

  it('names the app of an API with a host of its own by a stage variable', () => {
    const { template } = vendorApi({ app: 'timetrack' });
    template().hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageVariables: { latchkeyApp: 'timetrack' },
    });
    expect(() => vendorApi({ app: 'other' })).toThrow('app must be one of');
  });

  it('says what to set where the API has stages of its own', () => {
    const { stack, api } = vendorApi({ app: 'timetrack' }, false);
    new HttpStage(stack, 'Live', { httpApi: api, stageName: 'live', autoDeploy: true });
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp('stage variable latchkeyApp to timetrack'),
    );
  });
});
