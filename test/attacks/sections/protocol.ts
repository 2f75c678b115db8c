import { conditionRows, genuineConditions } from '../protocol/conditions.ts';
import { addresses, genuineResponses, statuses } from '../protocol/response.ts';
import { confirmations, genuineSubjects, nameIds } from '../protocol/subject.ts';
import { genuineTimes, times } from '../protocol/times.ts';
import type { Section } from '../section.ts';

export const protocol: Section = {
  about: 'protocol',
  refused: [
    { about: 'conditions', rows: conditionRows },
    { about: 'status', rows: statuses },
    { about: 'addresses', rows: addresses },
    { about: 'subject confirmation', rows: confirmations },
    { about: 'subject and statements', rows: nameIds },
    { about: 'times', rows: times, toTheSecond: true },
  ],
  accepted: [
    { about: 'conditions', rows: genuineConditions },
    { about: 'responses', rows: genuineResponses },
    { about: 'subjects', rows: genuineSubjects },
    { about: 'times', rows: genuineTimes, toTheSecond: true },
  ],
};
