import { otherPlaceholders } from './address-template.ts';
import { AnswerError, type Answers } from './question.ts';

/** Returns the names of the placeholders beside the tenant's in the addresses that were answered. */
export function placeholdersOf({
  replyUrls = '',
  identifier = '',
  signOnUrl = '',
}: Answers): readonly string[] {
  return otherPlaceholders([replyUrls, identifier, signOnUrl]);
}

/** Returns the value of each placeholder in `region=eu-1 stage=live`. @throws AnswerError */
export function placeholderValues(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(/[\s,]+/).filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([a-z][a-z0-9-]{0,31})=([A-Za-z0-9._~-]{1,128})$/.exec(pair) ?? [];
      if (name === undefined || value === undefined) {
        throw new AnswerError(`${pair} is no name and value. Such as: region=eu-1`);
      }
      return [name, value];
    }),
  );
}
