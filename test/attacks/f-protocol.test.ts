import { conditionRows, genuineConditions } from './protocol/conditions.ts';
import { addresses, genuineResponses, statuses } from './protocol/response.ts';
import { confirmations, genuineSubjects, nameIds } from './protocol/subject.ts';
import { genuineTimes, times } from './protocol/times.ts';
import { accepts, refuses } from './run.ts';

refuses('conditions', conditionRows);
refuses('status', statuses);
refuses('addresses', addresses);
refuses('subject confirmation', confirmations);
refuses('subject and statements', nameIds);
refuses('times', times);

accepts('conditions', genuineConditions);
accepts('responses', genuineResponses);
accepts('subjects', genuineSubjects);
accepts('times', genuineTimes);
