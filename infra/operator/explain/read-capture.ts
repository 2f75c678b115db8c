import { OperatorError } from '../operator-error.ts';

/** How a message was captured. */
type CaptureForm = 'xml' | 'form' | 'har' | 'base64';

/** A captured message, as the form field that it came in. */
export interface Capture {
  readonly form: CaptureForm;
  readonly samlResponse: string;
}

/**
 * The SAMLResponse in what somebody captured: the XML itself, the body of the POST, a HAR file with that POST in it, or
 * the value of the field. Nothing in it is verified here: whatever was sent is handed on as it was.
 * @throws OperatorError `capture-unreadable`
 */
export function readCapture(bytes: Uint8Array): Capture {
  const text = textOf(bytes).trim();
  if (text === '') throw unreadable('It is empty.');
  if (text.startsWith('<')) return { form: 'xml', samlResponse: xmlOf(bytes, text).toString('base64') };
  if (text.startsWith('{')) return { form: 'har', samlResponse: fromRecording(text) };
  const row = rowValue(text);
  if (row !== undefined) return { form: 'form', samlResponse: decoded(row) };
  if (/(?:^|[&\s'"])SAMLResponse=/.test(text)) return { form: 'form', samlResponse: fromBody(text) };
  // The value as it stands in a body: with + / = in percent.
  if (/^[\w+/=%\s-]+$/.test(text)) {
    const samlResponse = text.includes('%') ? decoded(text.replace(/\s+/g, '')) : text;
    return { form: 'base64', samlResponse };
  }
  throw unreadable('It is neither XML nor a form nor base64.');
}

/** A file as text: UTF-8, or UTF-16 as Windows writes it, each with or without a byte order mark. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** The message as it was sent. What the capture put around it, a byte order mark or another encoding, is left out. */
function xmlOf(bytes: Uint8Array, text: string): Buffer {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return Buffer.from(text);
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  return trimmed(hasMark ? bytes.subarray(3) : bytes);
}

/** The value of a row as it is copied out of developer tools: `SAMLResponse: PHNh…`, with the next row or without. */
function rowValue(text: string): string | undefined {
  const [, value] = /(?:^|[\s"'])SAMLResponse["']?(?:\s*:|\s)\s*["']?([\w+/=%\r\n-]{16,})/.exec(text) ?? [];
  return value?.split(/\r?\n(?=RelayState|SigAlg|Signature)/)[0]?.replace(/\s+/g, '');
}

/** The bytes without white space around them, which an editor may have added. */
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
  if (second !== undefined) throw unreadable('There are several SAMLResponse in it.');
  return value;
}

/** What SAML-tracer exports: the fields of a form as pairs. */
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
 * The last POST of a SAMLResponse in a HAR file (http://www.softwareishard.com/blog/har-12-spec/), or in an export of
 * the browser extension SAML-tracer.
 */
function fromRecording(text: string): string {
  let recording: Har & TracerExport;
  try {
    recording = JSON.parse(text);
  } catch {
    throw unreadable('The recording (HAR or JSON) is damaged or ends in the middle. Export it again.');
  }
  const traced = (recording.requests ?? []).flatMap(({ post = [] }) =>
    post.flatMap(([name, value]) => (name === 'SAMLResponse' && value !== undefined ? [decoded(value)] : [])),
  );
  const last = [...postedIn(recording), ...traced].at(-1);
  if (last === undefined) throw unreadable('No request in that recording posts a SAMLResponse.');
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
  return new OperatorError('capture-unreadable', `No SAMLResponse can be found there. ${why}`, [
    'In the browser: developer tools > Network > the POST to the Reply URL > Payload > copy the value of SAMLResponse.',
  ]);
}
