import type { Context } from 'aws-lambda';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import type { FaultyTables } from './faulty-tables.ts';

/** What API Gateway answers for a function that has died. */
const diedWithoutAnswer = { statusCode: 500, body: '{"message":"Internal Server Error"}' } as const;

/** `handler` in a process that may die: the dead neither answer nor log that they are late. */
export function mortal(handler: LambdaHandler, { died }: Pick<FaultyTables, 'died'>): LambdaHandler {
  return (event) => {
    const { getRemainingTimeInMillis: _, ...withoutDeadline } = lambdaContext();
    return Promise.race([handler(event, withoutDeadline as Context), died.then(() => diedWithoutAnswer)]);
  };
}
