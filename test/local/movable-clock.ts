/*
 * Loaded before a process begins: every SIGUSR2 moves its clock 60 seconds ahead, so that a test need not sit
 * out what the product does by the time.
 */
let aheadMillis = 0;
const SystemDate = Date;

class MovedDate extends SystemDate {
  constructor(...parts: readonly []) {
    if (parts.length === 0) super(SystemDate.now() + aheadMillis);
    else super(...parts);
  }

  static override now(): number {
    return SystemDate.now() + aheadMillis;
  }
}

globalThis.Date = MovedDate as DateConstructor;
process.on('SIGUSR2', () => {
  aheadMillis += 60_000;
});
