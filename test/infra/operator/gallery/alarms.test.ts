import { describe, expect, it } from 'vitest';
import { appProfiles } from '../../../../infra/apps/app-profiles.ts';
import { alarmTable } from '../../../../infra/monitoring/alarm-table.ts';
import { galleryRows } from '../../../../infra/operator/gallery/check/gallery-rows.ts';
import { productionSite, type Site } from '../../../../shared/apps/site.ts';
import { metricsOf } from '../../../../shared/observability/count-decision.ts';
import { Problem } from '../../../../shared/problems/problem.ts';
import { documentAt } from '../../../docs/document.ts';

/** The sign-in of the other customer, which is the control of a row. */
const furtherSignIns = 1;

/** The alarms of refusals that a run at one app raises on a stage where no one else signs in. */
function alarmsOf(site: Site): readonly string[] {
  const rows = galleryRows(new Date()).filter((row) => row.skipped?.(site) === undefined);
  const refused = rows.flatMap(({ problems: [code] }) => (code === undefined ? [] : [new Problem(code)]));
  const accepted = rows.filter(({ expected }) => expected === 'signed-in').length + furtherSignIns;
  const counts = Map.groupBy(
    refused.flatMap((problem) => metricsOf({ event: 'sign-in.refused', problem })),
    (metric) => metric,
  );
  const countOf = (metric: string) => counts.get(metric as never)?.length ?? 0;
  return Object.entries(alarmTable).flatMap(([name, { source, threshold }]) => {
    const isRaised =
      'counted' in source
        ? countOf(source.counted) >= threshold
        : 'refusedPercent' in source &&
          refused.length + accepted >= source.atLeast &&
          (100 * countOf(source.refusedPercent)) / (refused.length + accepted) >= threshold;
    return isRaised ? [name] : [];
  });
}

describe('a run of gallery check on a quiet stage', () => {
  it('raises the alarms that docs/gallery.md names, and no other', () => {
    const raised = [...new Set(appProfiles().map(productionSite).flatMap(alarmsOf))].sort();
    const [, named = ''] = /It raises ([\s\S]*?)\n\n/.exec(documentAt('docs/gallery.md')) ?? [];
    expect([...named.matchAll(/\[(\w+)\]\(runbook/g)].map(([, name]) => name).sort()).toEqual(raised);
  });
});
