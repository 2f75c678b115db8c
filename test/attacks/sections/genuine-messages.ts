import { ofEntra, ofOtherProviders } from '../genuine-messages.ts';
import { ofManyGroups, ofPeople, ofProviders } from '../genuine-providers.ts';
import type { Section } from '../section.ts';

export const genuineMessages: Section = {
  about: 'messages that must be accepted',
  refused: [],
  accepted: [
    { about: "Entra's messages", rows: ofEntra },
    { about: "other providers' messages", rows: ofOtherProviders },
    { about: 'thirteen providers', rows: ofProviders },
    { about: 'names', rows: ofPeople },
    { about: 'groups', rows: ofManyGroups },
  ],
};
