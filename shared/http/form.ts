import { isUtf8 } from 'node:buffer';
import { Problem } from '../problems/problem.ts';
import { urlEncodedFields } from './count-fields.ts';
import type { EndpointRequest } from './request.ts';

/** The fields of an HTTP POST binding form that the ACS uses, decoded from the form and no further. */
export interface SamlForm {
  /** Base64, as sent; never empty. */
  readonly samlResponse: string;
  /** Undefined where it is missing or empty. Its content is arbitrary. */
  readonly relayState?: string;
}

const mediaType = /^application\/x-www-form-urlencoded(?:[ \t]*;[ \t]*charset="?utf-8"?)?$/i;

/**
 * Reads a response as SAML Bindings 3.5.4 posts it. Every field belongs in the body and occurs once: of two values, two
 * readers might choose different ones. Other fields are ignored if they are well-formed. Takes time linear in the size
 * of the body.
 * @throws Problem `media-type`, `form-malformed`, `form-field-unexpected`, `saml-response-missing`,
 * `saml-response-repeated`, `relay-state-repeated`
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf
 */
export function readSamlForm(request: Pick<EndpointRequest, 'contentType' | 'rawQuery' | 'body'>): SamlForm {
  if (!mediaType.test(request.contentType ?? '')) {
    throw new Problem('media-type', {
      expected: 'application/x-www-form-urlencoded',
      actual: request.contentType ?? 'none',
    });
  }
  refuseMessageInQuery(request.rawQuery);
  const fields = samlFields(requireWellFormed(request.body ?? new Uint8Array()));
  if (fields.SAMLRequest.length > 0) throw unexpected('SAMLRequest beside SAMLResponse');
  const samlResponse = atMostOnce(fields.SAMLResponse, 'saml-response-repeated');
  const relayState = atMostOnce(fields.RelayState, 'relay-state-repeated');
  if (samlResponse === undefined || samlResponse === '') throw new Problem('saml-response-missing');
  const decodedRelayState = decode(relayState ?? '');
  return decodedRelayState === ''
    ? { samlResponse: decode(samlResponse) }
    : { samlResponse: decode(samlResponse), relayState: decodedRelayState };
}

/** A response has two fields; directories and proxies may add some. */
export const maximumFormFields = 64;

/**
 * Returns the form as text, after checking that it has few fields and only valid UTF-8, in octets and percent escapes
 * of names and values. Two readers may treat invalid ones differently.
 * @throws Problem `form-malformed`
 */
function requireWellFormed(body: Uint8Array): string {
  const refuse = (expected: string) => new Problem('form-malformed', { expected });
  if (urlEncodedFields(body) > maximumFormFields) throw refuse(`at most ${maximumFormFields} fields`);
  if (!isUtf8(body)) throw refuse('UTF-8');
  const text = Buffer.from(body).toString('utf8');
  try {
    // Separators are not escapes, so the whole text is valid exactly if every part is.
    decodeURIComponent(text);
  } catch {
    throw refuse('percent escapes of UTF-8');
  }
  return text;
}

type FieldName = 'SAMLResponse' | 'SAMLRequest' | 'RelayState';

/** Returns the undecoded values of SAML's fields, in one pass. */
function samlFields(encoded: string): Readonly<Record<FieldName, readonly string[]>> {
  const fields: Record<FieldName, string[]> = { SAMLResponse: [], SAMLRequest: [], RelayState: [] };
  for (const pair of encoded.split('&')) {
    const equals = pair.indexOf('=');
    const name = decodeName(equals < 0 ? pair : pair.slice(0, equals));
    if (Object.hasOwn(fields, name)) {
      fields[name as FieldName].push(equals < 0 ? '' : pair.slice(equals + 1));
    }
  }
  return fields;
}

function refuseMessageInQuery(rawQuery: string): void {
  const { SAMLResponse, SAMLRequest } = samlFields(rawQuery);
  if (SAMLResponse.length + SAMLRequest.length > 0) throw unexpected('a message in the query');
}

function unexpected(actual: string): Problem {
  return new Problem('form-field-unexpected', { expected: 'SAMLResponse in the body alone', actual });
}

function atMostOnce(
  values: readonly string[],
  code: 'saml-response-repeated' | 'relay-state-repeated',
): string | undefined {
  if (values.length > 1) throw new Problem(code, { expected: 'once', actual: `${values.length} times` });
  return values[0];
}

// SAML's longest field name with every character percent-encoded.
const longestEncodedName = 3 * 'SAMLResponse'.length;

/** Decodes a field's name as far as recognising SAML's fields requires, without an exception for each of 100,000. */
function decodeName(name: string): string {
  if (name.length > longestEncodedName || !name.includes('%')) return name;
  return name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Decodes a form component (URL Standard 5.1); its escapes are valid. */
function decode(component: string): string {
  return /[%+]/.test(component) ? decodeURIComponent(component.replaceAll('+', ' ')) : component;
}
