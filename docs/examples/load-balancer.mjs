// An Application Load Balancer that signs people in, in a CDK app. One rule serves every tenant: its redirect names the
// visitor's host.
import { SecretValue } from 'aws-cdk-lib';
import { ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** The client's redirect URI: https://{tenant}.example.com/oauth2/idpresponse */
export function signPeopleIn(listener, application) {
  const issuer = 'https://login.timetrackenterprise.com';
  listener.addAction('SignIn', {
    action: ListenerAction.authenticateOidc({
      issuer,
      authorizationEndpoint: `${issuer}/oauth2/authorize`,
      tokenEndpoint: `${issuer}/oauth2/token`,
      userInfoEndpoint: `${issuer}/oauth2/userinfo`,
      clientId: 'the id that latchkey client add printed',
      clientSecret: SecretValue.secretsManager('timetrack/load-balancer-client'),
      scope: 'openid profile email groups',
      // The load balancer itself leads back to the URL that the person opened.
      next: ListenerAction.forward([application]),
    }),
  });
}
