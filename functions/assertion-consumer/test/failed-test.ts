import type { Location } from '../../../shared/apps/locate.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import type { FailedResponse } from '../../../shared/saml/inbound/response.ts';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import type { AssertionConsumerDependencies, PostedForm } from '../posted-response.ts';
import { answerTest } from './test-answer.ts';

/** What came, where the tenant's name has not been looked at yet. */
type Posted = Omit<PostedForm, 'location'> & { readonly location: Location };

/**
 * Answers what cannot be read as a message. In the browser that began a test sign-in, a Response in which the
 * directory says that it failed is that test's result; everything else is refused, by no read at all.
 * @throws Problem `problem`
 */
export async function answerFailure(
  deps: AssertionConsumerDependencies,
  posted: Posted,
  { response, problem }: FailedResponse,
): Promise<Answer> {
  const { site, tenant } = posted.location;
  if (tenant.kind !== 'named') throw problem;
  const inResponseTo = attributeOf(response, 'InResponseTo');
  const answer = await answerTest(deps, { ...posted, location: { site, tenant: tenant.id } }, inResponseTo);
  if (answer === undefined) throw problem;
  return answer;
}
