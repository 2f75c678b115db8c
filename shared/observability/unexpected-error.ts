/** An unexpected error as a log line shows it. */
export interface UnexpectedErrorRecord {
  readonly name: string;
  /** At most 300 characters, with whatever could be a secret, a cookie or base64 of a message left out. */
  readonly message: string;
  /** Where it was thrown: function, file and line of each frame, innermost first. */
  readonly frames: readonly string[];
  readonly cause?: UnexpectedErrorRecord;
}

const deepestCause = 4;

/**
 * What the log keeps of an error that is a fault of ours. Properties of the error are left behind: libraries
 * hang requests and inputs on them.
 */
export function unexpectedErrorRecord(error: unknown, depth = 0): UnexpectedErrorRecord {
  if (!(error instanceof Error)) return { name: typeof error, message: 'thrown, not an Error', frames: [] };
  const record = { name: error.name, message: harmless(error.message), frames: framesOf(error) };
  return error.cause === undefined || depth >= deepestCause
    ? record
    : { ...record, cause: unexpectedErrorRecord(error.cause, depth + 1) };
}

/** Parsers quote their input in their messages: what looks like markup or like a secret goes. */
function harmless(message: string): string {
  return message
    .slice(0, 1000)
    .replace(/<.*/su, '<…')
    .replace(/[A-Za-z0-9+/_=-]{24,}/g, '…')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .slice(0, 300);
}

/** The stack without the message that it begins with. */
function framesOf({ name, message, stack = '' }: Error): readonly string[] {
  const heading = message === '' ? name : `${name}: ${message}`;
  const frames = stack.startsWith(heading) ? stack.slice(heading.length) : stack;
  return frames
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim().slice('at '.length));
}
