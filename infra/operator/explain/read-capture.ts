import { OperatorError } from '../operator-error.ts';

/** The form of a captured message. */
type CaptureForm = 'xml' | 'form' | 'har' | 'base64';

/** A captured message, as the value of its form field. */
export interface Capture {
  readonly form: CaptureForm;
  readonly samlResponse: string;
}

/**
 * Finds the SAMLResponse in a capture: the XML, the body of the POST, a HAR file that contains the POST, or the value
 * of the field. It verifies nothing and changes nothing in the message.
 * @throws OperatorError `capture-unreadable`
 */
export function readCapture(bytes: Uint8Array): Capture {
  const text = textOf(bytes).trim();
  if (text === '') throw unreadable('The file is empty.');
  if (text.startsWith('<')) return { form: 'xml', samlResponse: xmlOf(bytes, text).toString('base64') };
  if (text.startsWith('{')) return { form: 'har', samlResponse: fromRecording(text) };
  const row = rowValue(text);
  if (row !== undefined) return { form: 'form', samlResponse: decoded(row) };
  if (/(?:^|[&\s'"])SAMLResponse=/.test(text)) return { form: 'form', samlResponse: fromBody(text) };
  // The value as it is in a body: + / = percent-encoded.
  if (/^[\w+/=%\s-]+$/.test(text)) {
    const samlResponse = text.includes('%') ? decoded(text.replace(/\s+/g, '')) : text;
    return { form: 'base64', samlResponse };
  }
  throw unreadable('The file is neither XML, a form nor base64.');
}

/** Decodes a file: UTF-8, or UTF-16 with a byte order mark as Windows writes it. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Returns the message as it was sent, without the byte order mark or encoding that the capture added. */
function xmlOf(bytes: Uint8Array, text: string): Buffer {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return Buffer.from(text);
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  return trimmed(hasMark ? bytes.subarray(3) : bytes);
}

/** Returns the value of a row copied from developer tools: `SAMLResponse: PHNh…`, with or without the next row. */
function rowValue(text: string): string | undefined {
  const [, value] = /(?:^|[\s"'])SAMLResponse["']?(?:\s*:|\s)\s*["']?([\w+/=%\r\n-]{16,})/.exec(text) ?? [];
  return value?.split(/\r?\n(?=RelayState|SigAlg|Signature)/)[0]?.replace(/\s+/g, '');
}

/** Returns the bytes without the white space around them, which an editor may have added. */
function trimmed(bytes: Uint8Array): Buffer {
  const isBlank = (byte: number | undefined) => byte !== undefined && [0x20, 0x09, 0x0a, 0x0d].includes(byte);
  let [start, end] = [0, bytes.length];
  while (isBlank(bytes[start])) start += 1;
  while (end > start && isBlank(bytes[end - 1])) end -= 1;
  return Buffer.from(bytes.subarray(start, end));
}

function fromBody(text: string): string {
  const line = text.split(/[\s'"]+/).find((each) => /(?:^|&)SAMLResponse=/.test(each)) ?? '';
  const [value = '', second] = new URLSearchParams(line).getAll('SAMLResponse');
  if (second !== undefined) throw unreadable('The file contains several SAMLResponse values.');
  return value;
}

/** An export of SAML-tracer: the fields of a form as pairs. */
interface TracerExport {
  readonly requests?: readonly { readonly post?: readonly (readonly string[])[] }[];
}

interface Har {
  readonly log?: {
    readonly entries?: readonly {
      readonly request?: {
        readonly postData?: {
          readonly text?: string;
          readonly params?: readonly { readonly name?: string; readonly value?: string }[];
        };
      };
    }[];
  };
}

/**
 * Returns the SAMLResponse of the last POST in a HAR file (http://www.softwareishard.com/blog/har-12-spec/), or in an export of
 * the browser extension SAML-tracer.
 */
function fromRecording(text: string): string {
  let recording: Har & TracerExport;
  try {
    recording = JSON.parse(text);
  } catch {
    throw unreadable('The recording (HAR or JSON) is damaged or incomplete. Export it again.');
  }
  const traced = (recording.requests ?? []).flatMap(({ post = [] }) =>
    post.flatMap(([name, value]) => (name === 'SAMLResponse' && value !== undefined ? [decoded(value)] : [])),
  );
  const last = [...postedIn(recording), ...traced].at(-1);
  if (last === undefined) throw unreadable('No request in the recording posts a SAMLResponse.');
  return last;
}

function postedIn(har: Har): readonly string[] {
  return (har.log?.entries ?? []).flatMap(({ request }) => {
    const { text: body = '', params = [] } = request?.postData ?? {};
    const value = new URLSearchParams(body).get('SAMLResponse');
    const parameter = params.find(({ name }) => name === 'SAMLResponse')?.value;
    return value ?? (parameter === undefined ? [] : decoded(parameter));
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unreadable(why: string): OperatorError {
  return new OperatorError('capture-unreadable', `No SAMLResponse was found. ${why}`, [
    'In the browser: developer tools > Network > the POST to the Reply URL > Payload > copy the value of SAMLResponse.',
  ]);
}
