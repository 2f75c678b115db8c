import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { readLogoutMessage } from '../../functions/logout/logout-message.ts';
import { multipartFields, urlEncodedFields } from '../../shared/http/count-fields.ts';
import { readUploadForm } from '../../shared/http/upload-form.ts';
import { Problem } from '../../shared/problems/problem.ts';

const bytes = (text: string) => Buffer.from(text);
const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
    return 'taken';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('the fields of a form are counted', () => {
  test.each([
    ['', 0],
    ['a', 1],
    ['a=1&b=2', 2],
    ['&&', 3],
    ['a=%26', 1],
  ])('%j has %d at most', (text, count) => {
    expect(urlEncodedFields(bytes(text))).toBe(count);
  });

  test('by the delimiters of its parts', () => {
    const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n';
    expect(multipartFields(bytes(`${part}${part}--x--`), 'x')).toBe(3);
    expect(multipartFields(bytes('nothing of it'), 'x')).toBe(0);
  });
});

const urlEncoded = 'application/x-www-form-urlencoded';
const fieldsOf = (count: number) => Array(count).fill('a=').join('&');
const partsOf = (count: number) =>
  `${'--x\r\ncontent-disposition: form-data; name=a\r\n\r\n\r\n'.repeat(count)}--x--\r\n`;

/** A door that reads forms, and a form of so many fields for it. */
interface Door {
  readonly name: string;
  readonly read: (count: number) => unknown;
  /** The most fields that it reads, and what it then says of them. */
  readonly most: number;
  readonly atMost: string;
  readonly refused: string;
  /** The most fields that the limit of 256 kB lets in. */
  readonly hostile: number;
}

const doors: readonly Door[] = [
  {
    name: 'set-up',
    read: (count) => readUploadForm({ contentType: urlEncoded, body: bytes(fieldsOf(count)) }),
    most: 32,
    atMost: 'taken',
    refused: 'setup-form-malformed',
    hostile: 87_000,
  },
  {
    name: 'set-up with a file',
    read: (count) =>
      readUploadForm({ contentType: 'multipart/form-data; boundary="x"', body: bytes(partsOf(count)) }),
    most: 32,
    atMost: 'taken',
    refused: 'setup-form-malformed',
    hostile: 5_000,
  },
  {
    name: 'logout by POST',
    read: (count) => readLogoutMessage({ method: 'POST', rawQuery: '', body: bytes(fieldsOf(count)) }),
    most: 16,
    atMost: 'logout-message-missing',
    refused: 'logout-message-malformed',
    hostile: 87_000,
  },
  {
    name: 'logout by redirect',
    read: (count) => readLogoutMessage({ method: 'GET', rawQuery: fieldsOf(count), body: undefined }),
    most: 16,
    atMost: 'logout-message-missing',
    refused: 'logout-message-malformed',
    hostile: 3_000,
  },
];

// Another process may take the processor at any moment; a cost that really grows fails every time.
describe.each(doors)('a form at $name', { retry: 5 }, ({ read, most, atMost, refused, hostile }) => {
  test('has so many fields and no more', async () => {
    expect(await codeOf(() => read(most))).toBe(atMost);
    expect(await codeOf(() => read(most + 1))).toBe(refused);
  });

  test('of all the fields that fit is refused in time that grows no faster than it does', async () => {
    expect(await codeOf(() => read(hostile))).toBe(refused);
    const millisecondsOf = async (count: number) => {
      let fastest = Number.POSITIVE_INFINITY;
      for (let slot = 0; slot < 5; slot += 1) {
        const start = performance.now();
        await codeOf(() => read(count));
        fastest = Math.min(fastest, performance.now() - start);
      }
      return fastest;
    };
    const [half, whole] = [await millisecondsOf(hostile / 2), await millisecondsOf(hostile)];

    expect(whole).toBeLessThan(10);
    expect(whole).toBeLessThan(2 * half + 5);
  });
});

test.each([
  ['no boundary', 'multipart/form-data'],
  ['an empty boundary', 'multipart/form-data; boundary=""'],
  ['a boundary that is too long', `multipart/form-data; boundary=${'x'.repeat(71)}`],
])('a form with %s cannot be read', async (_, contentType) => {
  expect(await codeOf(() => readUploadForm({ contentType, body: bytes(partsOf(1)) }))).toBe(
    'setup-form-malformed',
  );
});

test.each([
  ['of 96 kB', 96 * 1024, 'base64-malformed'],
  ['of one byte more', 96 * 1024 + 1, 'logout-message-malformed'],
])('a logout form %s', async (_, size, code) => {
  const body = bytes(`SAMLRequest=${'*'.repeat(size - 'SAMLRequest='.length)}`);
  expect(await codeOf(() => readLogoutMessage({ method: 'POST', rawQuery: '', body }))).toBe(code);
});

test.each([
  ['1,024 bytes', 'a'.repeat(1_024), 'base64-malformed'],
  ['1,025 bytes', 'a'.repeat(1_025), 'logout-relay-state-too-long'],
  ['1,026 bytes in 342 characters', '€'.repeat(342), 'logout-relay-state-too-long'],
])('a Relay State of %s at logout', async (_, relayState, code) => {
  const rawQuery = new URLSearchParams({ SAMLRequest: '*', RelayState: relayState }).toString();
  expect(await codeOf(() => readLogoutMessage({ method: 'GET', rawQuery, body: undefined }))).toBe(code);
});
