import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../../functions/routes.ts';
import type { ServiceStack } from '../stacks/service-stack.ts';

/** What an app can use of Latchkey in one region. Use that of the region in which your own stack is. */
export class RegionOfLatchkey {
  readonly api: HttpApi;
  /** The live alias of each function by name. The second region has none of those that refresh metadata. */
  readonly functions: Readonly<Partial<Record<FunctionName, IFunction>> & Record<'session', IFunction>>;

  /** @internal */
  constructor({ api, functions }: Pick<ServiceStack, 'api' | 'functions'>) {
    this.api = api;
    const session = functions.get('session');
    if (session === undefined) throw new Error('There is no session function');
    this.functions = {
      ...Object.fromEntries([...functions].map(([name, { live }]) => [name, live as IFunction])),
      session: session.live as IFunction,
    };
  }

  /**
   * Lets a function of yours, such as a Lambda authorizer, ask who is signed in: it may invoke the function of
   * `GET /session`, with the event that it was itself given. It gets no access to the tables: whether a session still
   * counts is decided in one place. With an edge, the event of an authorizer is accepted without it.
   */
  grantReadSessions(grantee: IGrantable): Grant {
    return this.functions.session.grantInvoke(grantee);
  }
}
