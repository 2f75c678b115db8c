import { documentAt } from './document.ts';

/** The code of docs/embedding.md by the name of its file, which stands in the first line of each. */
export function embeddingExamples(): ReadonlyMap<string, string> {
  const fenced = documentAt('docs/embedding.md').matchAll(/^```(?:ts|js)\n\/\/ (\S+)\n([\s\S]*?)^```$/gm);
  return new Map([...fenced].map(([, name = '', text = '']) => [name, text]));
}
