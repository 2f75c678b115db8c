/** The variables that tell a background function where its messages and events go. */
export const eventVariables = {
  refreshQueue: 'LATCHKEY_REFRESH_QUEUE_URL',
  noticeQueue: 'LATCHKEY_NOTICE_QUEUE_URL',
  eventBus: 'LATCHKEY_EVENT_BUS',
} as const;

/** Returns the value of such a variable. @throws Error that names it, where it is not set */
export function requiredVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: (typeof eventVariables)[keyof typeof eventVariables],
): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}
