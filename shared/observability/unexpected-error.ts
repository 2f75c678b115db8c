/** An unexpected error in the form of a log line. */
export interface UnexpectedErrorRecord {
  readonly name: string;
  /** At most 300 characters, without anything that could be a secret, a cookie or base64 of a message. */
  readonly message: string;
  /** Where it was thrown: function, file and line of each frame, innermost first. */
  readonly frames: readonly string[];
  readonly cause?: UnexpectedErrorRecord;
}

const deepestCause = 4;

/**
 * Returns what the log keeps of an unexpected error. The error's properties are dropped: libraries attach requests and
 * inputs to them.
 */
export function unexpectedErrorRecord(error: unknown, depth = 0): UnexpectedErrorRecord {
  if (!(error instanceof Error)) return { name: typeof error, message: 'thrown, not an Error', frames: [] };
  const record = { name: error.name, message: harmless(error.message), frames: framesOf(error) };
  return error.cause === undefined || depth >= deepestCause
    ? record
    : { ...record, cause: unexpectedErrorRecord(error.cause, depth + 1) };
}

/** Removes text that looks like markup or a secret: parsers quote their input in their messages. */
function harmless(message: string): string {
  return message
    .slice(0, 1000)
    .replace(/<.*/su, '<…')
    .replace(/[A-Za-z0-9+/_=-]{24,}/g, '…')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .slice(0, 300);
}

/** Returns the stack without the message at its start. */
function framesOf({ name, message, stack = '' }: Error): readonly string[] {
  const heading = message === '' ? name : `${name}: ${message}`;
  const frames = stack.startsWith(heading) ? stack.slice(heading.length) : stack;
  return frames
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim().slice('at '.length));
}
