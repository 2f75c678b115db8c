import manifest from '../../../../package.json' with { type: 'json' };
import type { Site } from '../../../../shared/apps/site.ts';
import { originOf } from '../../../../shared/apps/site.ts';
import { CheckFailure } from '../../../../shared/sign-in-check/check-sign-in.ts';
import type { Terminal } from '../../terminal.ts';
import type { CheckedRow, GalleryCheck } from './check-result.ts';
import { browserOf, type GalleryBrowser } from './gallery-browser.ts';
import { type CheckScene, type GalleryRow, galleryRows } from './gallery-rows.ts';
import { judgeRow, notRun, type RanRow } from './judge-row.ts';
import { longestRunSeconds, patience } from './run-limits.ts';
import {
  addThrowAwayTenant,
  type CheckStores,
  planThrowAwayTenant,
  removeLeftTenants,
  removeThrowAwayTenant,
  type ThrowAwayTenant,
} from './throw-away-tenant.ts';

/** What a run needs beside its stores. */
export interface CheckRun {
  readonly site: Site;
  /** The stage, for the report. */
  readonly place?: string;
  readonly terminal: Pick<Terminal, 'send' | 'now' | 'pause'>;
  /** Told of each row before it runs. */
  readonly tell: (row: number, title: string) => void;
  readonly isInterrupted: () => boolean;
}

/** Thrown where a person stopped the run. Everything is removed by then. */
export class CheckInterrupted extends Error {
  override readonly name = 'CheckInterrupted';
}

/** Thrown where tenants of the run could not be removed. */
export class TenantsLeft extends Error {
  override readonly name = 'TenantsLeft';
  readonly ids: readonly string[];

  constructor(ids: readonly string[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.ids = ids;
  }
}

/**
 * Checks an app of a stage from outside: adds two throw-away tenants with directories in the memory of this process,
 * posts every row's message by HTTP, and removes the tenants again, whatever happens. About five requests to the stage
 * and no signature of KMS for each row.
 * @throws CheckInterrupted, TenantsLeft; whatever the stores throw
 */
export async function runGalleryCheck(stores: CheckStores, run: CheckRun): Promise<GalleryCheck> {
  const { site, terminal } = run;
  const startedAt = terminal.now();
  const removedLeftovers = await removeLeftTenants(stores, site, startedAt);
  const [subject, other] = await Promise.all([
    planThrowAwayTenant(site, startedAt),
    planThrowAwayTenant(site, startedAt),
  ]);
  const scene: CheckScene = {
    site,
    subject,
    browser: browserOf(site, subject, terminal),
    other,
    otherBrowser: browserOf(site, other, terminal),
    accepted: new Map(),
  };
  let rows: readonly CheckedRow[];
  try {
    await addThrowAwayTenant(stores, subject);
    await addThrowAwayTenant(stores, other);
    await untilKnown(scene, terminal);
    rows = await runRows(stores, run, scene, startedAt);
  } finally {
    await removeBoth(stores, [subject, other]);
  }
  return {
    app: site.app.id,
    displayName: site.app.displayName,
    version: manifest.version,
    ...(run.place === undefined ? {} : { place: run.place }),
    origin: originOf(site, subject.tenant.id),
    tenant: subject.tenant.id,
    startedAt: startedAt.toISOString(),
    seconds: secondsSince(startedAt, terminal),
    passed: rows.every(({ verdict }) => verdict !== 'fail'),
    removedLeftovers: [...removedLeftovers],
    rows: [...rows],
  };
}

/** How often a run asks whether the stage knows its tenant, and how long it waits in between. */
const knownWithin = { attempts: 5, pauseMilliseconds: 1_000 } as const;

/**
 * Waits until the stage finds the tenants: another region than the one that was written to may answer, which gets them a
 * moment later. Gives up without an error, for the first row then says what is wrong.
 */
async function untilKnown(
  { browser, otherBrowser }: CheckScene,
  terminal: CheckRun['terminal'],
): Promise<void> {
  for (const each of [browser, otherBrowser]) {
    for (let attempt = 1; attempt < knownWithin.attempts && !(await isKnown(each)); attempt += 1) {
      await terminal.pause(knownWithin.pauseMilliseconds);
    }
  }
}

/** Returns false only for an answer that leads nowhere: where none comes at all, asking again does not help. */
async function isKnown(browser: GalleryBrowser): Promise<boolean> {
  try {
    await browser.open();
    return true;
  } catch (error) {
    return !(error instanceof CheckFailure);
  }
}

/** Removes every tenant, even if the removal of one fails. @throws Error that names those that are still there */
async function removeBoth(stores: CheckStores, tenants: readonly ThrowAwayTenant[]): Promise<void> {
  const removals = await Promise.allSettled(tenants.map((each) => removeThrowAwayTenant(stores, each)));
  const failed = removals.flatMap((removal, index) =>
    removal.status === 'rejected' ? [{ reason: removal.reason, id: tenants[index]?.tenant.id }] : [],
  );
  const [first] = failed;
  if (first === undefined) return;
  throw new TenantsLeft(
    failed.map(({ id }) => String(id)),
    first.reason,
  );
}

async function runRows(
  stores: CheckStores,
  { site, terminal, tell, isInterrupted }: CheckRun,
  scene: CheckScene,
  startedAt: Date,
): Promise<readonly CheckedRow[]> {
  const results: (RanRow | CheckedRow)[] = [];
  let silent = 0;
  for (const [index, row] of galleryRows(startedAt).entries()) {
    if (isInterrupted()) throw new CheckInterrupted();
    const skipped = row.skipped?.(site);
    if (skipped !== undefined) results.push(notRun(row, 'skip', skipped));
    else if (silent >= patience) results.push(notRun(row, 'fail', 'not run: the stage does not answer'));
    else if (secondsSince(startedAt, terminal) > longestRunSeconds) {
      results.push(notRun(row, 'fail', `not run: the check has taken ${longestRunSeconds} s`));
    } else {
      tell(index + 1, row.title);
      const ran = await runRow(row, scene, terminal);
      silent = 'failure' in ran.seen ? silent + 1 : 0;
      results.push(ran);
    }
  }
  const { app, id, createdAt } = scene.subject.tenant;
  const rejections = await stores.rejections.list(app, { id, createdAt }, terminal.now());
  return results.map((result) => ('seen' in result ? judgeRow(scene, result, rejections) : result));
}

async function runRow(row: GalleryRow, scene: CheckScene, { now }: Pick<Terminal, 'now'>): Promise<RanRow> {
  const at = now();
  let seen: RanRow['seen'];
  try {
    seen = await row.act(scene);
    if (row.expected === 'signed-in') scene.userId ??= seen.session?.userId;
  } catch (error) {
    seen = { failure: failureText(error) };
  }
  return { row, at, milliseconds: now().getTime() - at.getTime(), seen };
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return error.message || code || error.name;
}

function secondsSince(startedAt: Date, { now }: Pick<Terminal, 'now'>): number {
  return Math.round((now().getTime() - startedAt.getTime()) / 100) / 10;
}
