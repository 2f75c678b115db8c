import { holds } from './run.ts';
import { protocol } from './sections/protocol.ts';

holds(protocol);
