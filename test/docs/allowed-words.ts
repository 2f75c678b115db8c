/**
 * How many words that hide who does what are left, by document and by folder of code. A number may only get smaller, and
 * what is not here has none.
 */
export const allowedWords: Readonly<Record<'documents' | 'comments', Readonly<Record<string, number>>>> = {
  documents: {},
  comments: {
    'infra/local': 18,
    'infra/operator': 1,
    'shared/pages': 1,
    'test/attacks': 16,
    'test/browser': 3,
    'test/functions': 12,
    'test/harness': 1,
    'test/infra': 5,
    'test/parity': 1,
  },
};
