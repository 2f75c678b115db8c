import { holds } from './run.ts';
import { genuineMessages } from './sections/genuine-messages.ts';

holds(genuineMessages);
