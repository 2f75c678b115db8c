import manifest from '../../../../package.json' with { type: 'json' };
import type { AnswersDocument } from '../answers/answers-document.ts';
import { type GalleryCheck, withoutPages } from '../check/check-result.ts';

/** The evidence for one submission. */
export interface GalleryReport {
  readonly app: string;
  readonly displayName: string;
  readonly version: string;
  readonly writtenAt: string;
  /** Whether nothing stands against a submission. */
  readonly ready: boolean;
  /** What stands against it, a sentence each. */
  readonly obstacles: readonly string[];
  readonly check: ReturnType<typeof withoutPages>;
  readonly answers: AnswersDocument;
}

/** After so many days a check says little about the integration of today. */
const checkOldAfterDays = 30;

const dayMilliseconds = 86_400_000;

/** Puts together what a submission needs, and says what stands against it. */
export function galleryReport(check: GalleryCheck, answers: AnswersDocument, now: Date): GalleryReport {
  const failed = check.rows.filter(({ verdict }) => verdict === 'fail');
  const ageDays = Math.floor((now.getTime() - Date.parse(check.startedAt)) / dayMilliseconds);
  const obstacles = [
    ...failed.map(({ name, found }) => `The check failed in the row ${name}: ${found}.`),
    ...(ageDays > checkOldAfterDays ? [`The check is ${ageDays} days old. Run it again.`] : []),
    ...(check.version === manifest.version
      ? []
      : [`The check ran with Latchkey ${check.version}, this is ${manifest.version}. Run it again.`]),
    ...(isPublic(check.origin) ? [] : [`The check ran at ${check.origin}, which Microsoft cannot reach.`]),
    ...answers.open.map((each) => `Open: ${each}.`),
  ];
  return {
    app: check.app,
    displayName: check.displayName,
    version: manifest.version,
    writtenAt: now.toISOString(),
    ready: obstacles.length === 0,
    obstacles,
    check: withoutPages(check),
    answers,
  };
}

function isPublic(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost');
}
