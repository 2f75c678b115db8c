import { holds } from './run.ts';
import { protocol } from './sections/f-protocol.ts';

holds(protocol);
