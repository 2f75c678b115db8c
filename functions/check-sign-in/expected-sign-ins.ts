/** How many sign-ins of people were accepted in each hour of the clock from `from` on; an hour without any is absent. */
export type HourlySignIns = (from: Date, hours: number) => Promise<ReadonlyMap<number, number>>;

const hourMilliseconds = 3_600_000;
const weekMilliseconds = 7 * 24 * hourMilliseconds;

/**
 * Returns how many sign-ins the hour of `now` should have at least: as many as the same hour a week ago, or the one before
 * or after it, whichever had fewest. Three hours, because an alarm looks at any sixty minutes, an office does not begin at
 * the same minute each week, and twice a year the clocks change. One request.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
 */
export async function expectedSignIns(hourly: HourlySignIns, now: Date): Promise<number> {
  const weekAgo = now.getTime() - weekMilliseconds;
  const hour = weekAgo - (weekAgo % hourMilliseconds);
  const from = hour - hourMilliseconds;
  const counts = await hourly(new Date(from), 3);
  return Math.min(...[0, 1, 2].map((index) => counts.get(from + index * hourMilliseconds) ?? 0));
}
