// An Application Load Balancer that signs people in. One rule serves every tenant: its redirect names the visitor's host.
import { SecretValue } from 'aws-cdk-lib';
import {
  type ApplicationListener,
  type IApplicationTargetGroup,
  ListenerAction,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** Registered redirect URI: https://{tenant}.example.com/oauth2/idpresponse */
export function signPeopleIn(listener: ApplicationListener, application: IApplicationTargetGroup): void {
  const issuer = 'https://login.timetrackenterprise.com';
  listener.addAction('SignIn', {
    action: ListenerAction.authenticateOidc({
      issuer,
      authorizationEndpoint: `${issuer}/oauth2/authorize`,
      tokenEndpoint: `${issuer}/oauth2/token`,
      userInfoEndpoint: `${issuer}/oauth2/userinfo`,
      clientId: 'timetrack-load-balancer',
      clientSecret: SecretValue.secretsManager('timetrack/load-balancer-client'),
      scope: 'openid profile email groups',
      // The deep link is the load balancer's own work: it leads back to the URL that was opened.
      next: ListenerAction.forward([application]),
    }),
  });
}
