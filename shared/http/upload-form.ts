import { Problem } from '../problems/problem.ts';
import { multipartFields, urlEncodedFields } from './count-fields.ts';
import type { EndpointRequest } from './request.ts';

/** A form of our pages, read completely. */
export interface UploadForm {
  /**
   * Returns the field, without blanks around it; the empty string where it was not sent.
   * @throws Problem `setup-form-malformed` where it occurs twice
   */
  text(name: string): string;
  /** Returns each value of a field that may occur several times. */
  texts(name: string): readonly string[];
  /**
   * Returns the selected file; undefined where none was selected.
   * @throws Problem `setup-form-malformed` where there are several
   */
  file(name: string): Promise<Uint8Array | undefined>;
}

const mediaType = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)(?:;|$)/i;

/** None of our forms has more fields. */
const maximumFields = 32;

/** RFC 2046, 5.1.1. */
const maximumBoundaryLength = 70;

/** Reads a form of either encoding, once its fields have been counted. @throws Problem `setup-form-malformed` */
export async function readUploadForm({
  contentType = '',
  body = new Uint8Array(),
}: Pick<EndpointRequest, 'contentType' | 'body'>): Promise<UploadForm> {
  if (!mediaType.test(contentType)) throw malformed('a form');
  if (countOf(contentType, body) > maximumFields) throw malformed(`at most ${maximumFields} fields`);
  const fields = await parse(contentType, body);
  const once = (name: string) => {
    const [value, ...more] = fields.getAll(name);
    if (more.length > 0) throw malformed('each field once');
    return value;
  };
  return {
    text: (name) => asText(once(name) ?? ''),
    texts: (name) => fields.getAll(name).map(asText),
    file: async (name) => {
      const value = once(name);
      if (value === undefined || typeof value === 'string') return undefined;
      return value.size === 0 ? undefined : new Uint8Array(await value.arrayBuffer());
    },
  };
}

function countOf(contentType: string, body: Uint8Array): number {
  if (!/^multipart/i.test(contentType)) return urlEncodedFields(body);
  const [, quoted, bare] = /;[ \t]*boundary=(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary || boundary.length > maximumBoundaryLength) throw malformed('a form that can be read');
  // The last delimiter starts no part.
  return multipartFields(body, boundary) - 1;
}

async function parse(contentType: string, body: Uint8Array): Promise<FormData> {
  try {
    return await new Response(Buffer.from(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw malformed('a form that can be read');
  }
}

function asText(value: FormDataEntryValue): string {
  if (typeof value !== 'string') throw malformed('text');
  return value.trim();
}

function malformed(expected: string): Problem {
  return new Problem('setup-form-malformed', { expected });
}
