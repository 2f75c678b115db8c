import { OperatorError } from './operator-error.ts';

/** What the error codes of the file system mean for a file that a person named. */
const meanings: Readonly<Record<string, readonly [why: string, next?: string]>> = {
  ENOENT: ['There is no such file.', 'Check the path. A relative path starts in the folder of this shell.'],
  ENOTDIR: ['A part of its path is a file, not a folder.', 'Check the path.'],
  EISDIR: ['It is a folder.', 'Enter the path of a file in it.'],
  EACCES: [
    'This user may not read it.',
    'See its owner and permissions with ls -l, or copy it to your own folder.',
  ],
  EPERM: ['The system does not permit it.', 'On macOS, allow the terminal to read this folder.'],
  ELOOP: ['Its links form a circle.', 'Enter the path of the file itself.'],
  ENAMETOOLONG: ['The path is too long.', 'Was the content of the file entered in place of its path?'],
  ERR_FS_FILE_TOO_LARGE: ['It is larger than 2 GB.', 'Check the path: this command reads a small file.'],
  ERR_INVALID_ARG_VALUE: ['The path has a null character.', 'Check the path.'],
  EMFILE: ['This user has too many files open.', 'Close other programs, or raise the limit with ulimit -n.'],
  ENFILE: ['This machine has too many files open.', 'Close other programs, then try again.'],
  EIO: ['The disk or network drive failed.', 'Copy the file to a local disk, then try again.'],
  ESTALE: ['The network drive has lost it.', 'Copy the file to a local disk, then try again.'],
  ETIMEDOUT: ['The network drive did not answer.', 'Copy the file to a local disk, then try again.'],
};

/** Returns the error for a file that cannot be read: which file, why in words, and the next step. */
export function fileUnreadable(path: string, error: unknown): OperatorError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [why, next] = meanings[code] ?? [error instanceof Error ? `${error.message}.` : `${String(error)}.`];
  const name = path === '-' ? 'Standard input' : path;
  return new OperatorError(
    'file-unreadable',
    `${name} cannot be read. ${why}`,
    next === undefined ? [] : [next],
  );
}
