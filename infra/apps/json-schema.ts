import { toJsonSchema } from '@valibot/to-json-schema';
import { appDocumentSchema } from './app-document.ts';

/**
 * Returns the JSON Schema of an app document, draft 07, which editors read. What a schema cannot say, such as that two
 * addresses belong to one app, is checked at synthesis.
 */
export function appDocumentJsonSchema(): string {
  const schema = toJsonSchema(appDocumentSchema, { typeMode: 'input', errorMode: 'ignore' });
  return `${JSON.stringify({ title: 'Latchkey app document', ...schema }, null, 2)}\n`;
}
