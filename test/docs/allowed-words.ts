/**
 * How many words that hide who does what are left, by document and by folder of code. A number may only get smaller, and
 * what is not here has none.
 */
export const allowedWords: Readonly<Record<'documents' | 'comments', Readonly<Record<string, number>>>> = {
  documents: {},
  comments: {
    'test/attacks': 16,
    'test/functions': 12,
    'test/infra': 5,
    'test/parity': 1,
  },
};
