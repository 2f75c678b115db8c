import { aligned, indented } from '../../command-result.ts';
import type { ArticleAnswers } from './answers-of-article.ts';

/** Returns what was read from an article, and what it leaves open, for a person. */
export function articleText(file: string, { understood, open }: ArticleAnswers): string {
  const source = file === '-' ? 'The article' : file;
  const read =
    understood.length === 0
      ? `${source} has nothing that an article of the Entra gallery says.`
      : `${source} says:\n${indented(aligned(understood))}`;
  if (open.length === 0) return `${read}\n`;
  return `${read}\n\nTo decide by yourself:\n${open.map((each) => `- ${each}`).join('\n')}\n`;
}
