import type { AppProfile } from '../../../../shared/apps/profile.ts';

/** A command to run next, and what it is for. */
export interface NextStep {
  readonly what: string;
  readonly command: string;
}

/** Returns what to do with a new application, in order. */
export function nextSteps({ id, displayName }: AppProfile): readonly NextStep[] {
  return [
    { what: 'Check the document again after each change:', command: `npx latchkey app check ${id}` },
    { what: `Run ${displayName} on this machine, with two customers:`, command: 'npm start' },
    {
      what: 'Add a customer of your own, in another terminal:',
      command: `npx latchkey --local tenant add ${id} initech`,
    },
    {
      what: 'Make the link of its set-up page:',
      command: `npx latchkey --local setup-link create ${id} initech`,
    },
  ];
}
