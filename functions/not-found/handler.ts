import { notFoundEndpoint } from './endpoint.ts';

export const handler = notFoundEndpoint();
