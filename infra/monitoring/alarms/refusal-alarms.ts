import type { AlarmDefinition } from '../alarm-definition.ts';

/** Messages that are refused, and why. */
export const refusalAlarms = {
  Replays: {
    says: 'A message that had signed a person in was posted again.',
    urgency: 'office-hours',
    source: { counted: 'Replays' },
    threshold: 1,
    reason:
      'Latchkey refused it, so nothing is lost. But somebody may have a message that was meant for one browser.',
    periodMinutes: 5,
  },
  RefusedAttack: {
    says: 'Messages arrive that no browser and no directory sends.',
    urgency: 'office-hours',
    source: { counted: 'RefusedAttack' },
    threshold: 100,
    reason:
      'Scanners send a handful all day. The threshold is a number, because an anomaly band cannot learn from a stage with few sign-ins.',
    periodMinutes: 5,
  },
  SignatureFailures: {
    says: 'Messages arrive with a signature or key that their tenant does not trust.',
    urgency: 'now',
    source: { counted: 'SignatureFailures' },
    threshold: 10,
    reason:
      'A customer whose certificate was changed in Entra reaches it when an office starts work. Single ones are scanners.',
    periodMinutes: 15,
  },
  FailedDecryptions: {
    says: 'Encrypted assertions arrive that the keys of the stage cannot open.',
    urgency: 'now',
    source: { counted: 'FailedDecryptions' },
    threshold: 10,
    reason:
      'A customer that encrypts for another key reaches it when an office starts work. Hundreds are an attacker who tries cipher texts.',
    periodMinutes: 15,
  },
  RefusedConfiguration: {
    says: 'Too many sign-ins are refused because of a configuration error.',
    urgency: 'now',
    source: { refusedPercent: 'RefusedConfiguration', atLeast: 10 },
    threshold: 50,
    reason:
      'A customer who is setting up is refused repeatedly and knows why. Half of all sign-ins means that Latchkey changed.',
    periodMinutes: 15,
  },
  RefusedExpiry: {
    says: 'Too many sign-ins are refused because a date has passed.',
    urgency: 'now',
    source: { refusedPercent: 'RefusedExpiry', atLeast: 10 },
    threshold: 20,
    reason:
      'A certificate expires for one customer, a wrong clock affects all. Old tabs are only a few percent.',
    periodMinutes: 15,
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;
