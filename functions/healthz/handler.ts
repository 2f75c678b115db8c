import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { text } from '../../shared/http/answer.ts';

/** Answers GET /healthz: the function runs. It reads no table, so that a probe costs nothing. */
export const handler = endpoint(async () => text(200, 'text/plain; charset=utf-8', 'ok\n'), {
  methods: ['GET'],
  problems: 'json',
});
