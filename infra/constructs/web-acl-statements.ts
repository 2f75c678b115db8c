import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { latchkeyPaths } from '../../functions/latchkey-paths.ts';
import { isOpenId, type Route } from '../../functions/routes.ts';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { addressesOf, type StageAddresses } from '../stage-addresses.ts';
import type { StageSettings } from '../stage-schema.ts';

type Statement = CfnWebACL.StatementProperty;

/** WAF takes no longer expression. */
const longestExpression = 512;

/** Which requests a statement is about. */
export interface RequestSet {
  /** Those of the paths of these routes; default: all of Latchkey's. */
  readonly isMeant?: (route: Route) => boolean;
  /**
   * `exact`: the path as the functions know it, for what is allowed there. `any-form`: also encoded or with dot
   * segments, for what is limited there. A path in any other form gets the stricter rule of both.
   */
  readonly form: 'exact' | 'any-form';
}

/** Returns the statement for requests to paths of Latchkey, each at the host of its app. */
export function requestsTo(
  stage: StageAddresses & Pick<StageSettings, 'openIdConnect'>,
  { isMeant = () => true, form }: RequestSet,
): Statement {
  const isServed = (route: Route) => isMeant(route) && (stage.openIdConnect || !isOpenId(route.function));
  return anyOf(
    addressesOf(stage).map(({ profile, settings }) => {
      const expressions = expressionsOf(profile, isServed);
      const paths = anyOf(expressions.map((each) => pathMatches(each, form)));
      return allOf([isHost(settings.domain), paths]);
    }),
  );
}

/** Returns the statement for requests that a rule of a managed group has given this label. */
export function isLabelled(key: string): Statement {
  return { labelMatchStatement: { scope: 'LABEL', key } };
}

/** Returns the negation of a statement. */
export function not(statement: Statement): Statement {
  return { notStatement: { statement } };
}

/** Returns an "or". WAF takes one of two statements or more, and one alone as it is. */
export function anyOf(statements: readonly Statement[]): Statement {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0 ? only : { orStatement: { statements: [...statements] } };
}

/** Returns an "and", as {@link anyOf}. */
export function allOf(statements: readonly Statement[]): Statement {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0 ? only : { andStatement: { statements: [...statements] } };
}

/** The paths as regular expressions, as few as their length allows. */
function expressionsOf(profile: AppProfile, isMeant: RequestSet['isMeant']): readonly string[] {
  const expressions: string[] = [];
  let joined = '';
  for (const path of latchkeyPaths(profile, isMeant).map(expressionOf)) {
    const longer = joined === '' ? path : `${joined}|${path}`;
    if (joined !== '' && wrapped(longer).length > longestExpression) {
      expressions.push(wrapped(joined));
      joined = path;
    } else {
      joined = longer;
    }
  }
  return [...expressions, wrapped(joined)];
}

function expressionOf(path: string): string {
  return path
    .split('{tenant}')
    .map((fixed) => fixed.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[^/]+');
}

function wrapped(alternatives: string): string {
  return `^(?:${alternatives})$`;
}

function pathMatches(regexString: string, form: RequestSet['form']): Statement {
  const textTransformations =
    form === 'exact'
      ? [{ priority: 0, type: 'NONE' }]
      : [
          { priority: 0, type: 'URL_DECODE' },
          { priority: 1, type: 'NORMALIZE_PATH' },
        ];
  return { regexMatchStatement: { regexString, fieldToMatch: { uriPath: {} }, textTransformations } };
}

/** The host of an app, or with `*.` in front of it the host of any tenant. */
function isHost(domain: string): Statement {
  const isWildcard = domain.startsWith('*.');
  return {
    byteMatchStatement: {
      fieldToMatch: { singleHeader: { Name: 'host' } },
      positionalConstraint: isWildcard ? 'ENDS_WITH' : 'EXACTLY',
      searchString: isWildcard ? domain.slice(1) : domain,
      textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
    },
  };
}
