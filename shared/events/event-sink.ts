import type { LatchkeyEvent } from './latchkey-event.ts';

/** Where events go. */
export interface EventSink {
  /**
   * Sends every event, or throws: whoever sends then says so again, with the same ids. So each comes at least
   * once, and its id tells one that came twice.
   */
  publish(events: readonly LatchkeyEvent[]): Promise<void>;
}
