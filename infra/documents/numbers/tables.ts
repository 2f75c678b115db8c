import { latchkeyPaths } from '../../../functions/latchkey-paths.ts';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { appProfiles } from '../../apps/app-profiles.ts';
import type { AlarmDefinition } from '../../monitoring/alarm-definition.ts';
import { alarmTable, rollbackAlarm } from '../../monitoring/alarm-table.ts';
import { largestItems, readUnitsOf, writeUnitsOf } from '../../tables/largest-items.ts';
import { appUrlsTable } from '../app-urls.ts';
import { operatorChangesTable } from '../changes/changes-text.ts';
import { decisionsTable } from '../decisions.ts';
import { galleryRowsTable, requirementPagesTable } from '../gallery.ts';
import { layersDiagram } from '../layers.ts';
import { conformanceTable } from '../openid-conformance.ts';
import { checksTable, requestTable } from '../verification/check-tables.ts';
import { count, seconds } from './units.ts';

/** Tables inside documents that people write, by the name of their marker. */
export const tables = {
  alarms: alarmsTable,
  largestItems: largestItemsTable,
  requestRules: requestTable,
  checks: checksTable,
  layers: layersDiagram,
  openIdConformance: conformanceTable,
  decisions: decisionsTable,
  appUrls: appUrlsTable,
  operatorChanges: operatorChangesTable,
  galleryRows: galleryRowsTable,
  requirementPages: requirementPagesTable,
  latchkeyPaths: latchkeyPathsTable,
} as const satisfies Readonly<Record<string, () => string>>;

/** Every alarm: what has happened, at which value it rings, how soon to look. */
function alarmsTable(): string {
  const definitions: Readonly<Record<string, AlarmDefinition>> = alarmTable;
  const rows = Object.entries(definitions).map(([name, definition]) =>
    row(name, definition.says, ringsAt(definition), definition.urgency),
  );
  const { name, says, urgency } = rollbackAlarm;
  return [
    '| alarm | what happened | threshold | look |',
    '|---|---|---|---|',
    ...rows,
    row(name, says, 'one of its alarms', urgency),
  ].join('\n');
}

const row = (name: string, says: string, buffers: string, urgency: 'now' | 'office-hours') =>
  `| [${name}](#${name.toLowerCase()}) | ${says} | ${buffers} | ${urgency === 'now' ? 'now' : 'in office hours'} |`;

/** `3 in 5 minutes`, `50 % of at least 10 in 15 minutes`, `2,000 ms in each of 3 × 5 minutes`. */
function ringsAt({ source, threshold, periodMinutes, periods = 1 }: AlarmDefinition): string {
  const period = periodMinutes === 1 ? '1 minute' : seconds(periodMinutes * 60);
  const time = periods === 1 ? `in ${period}` : `in each of ${periods} × ${period}`;
  if ('idle' in source) return `no run ${time}`;
  if ('slowestOf' in source) return `${count(threshold)} ms ${time}`;
  if ('reserveUsedPercent' in source) return `${threshold} % ${time}`;
  if ('refusedPercent' in source) return `${threshold} % of at least ${source.atLeast} ${time}`;
  if ('edgeErrorPercent' in source) return `${threshold} % and at least ${source.atLeast} ${time}`;
  if ('noneOfExpected' in source) return `none of at least ${source.noneOfExpected} ${time}`;
  if ('certificates' in source) return `less than ${source.withinDays} days left`;
  if ('unhealthy' in source) return `unhealthy ${time}`;
  if ('oldestJob' in source) return `${threshold} minutes ${time}`;
  return `${count(threshold)} ${time}`;
}

/** Latchkey's paths at the host of each app, without their second form. */
function latchkeyPathsTable(): string {
  const rows = appProfiles().map((app) => {
    const paths = latchkeyPaths(app);
    const once = paths.filter(
      (path) => path === '/' || !path.endsWith('/') || !paths.includes(path.slice(0, -1)),
    );
    return `| ${app.displayName} | ${once.map((path) => `\`${path}\``).join(' ')} |`;
  });
  return ['| app | paths |', '|---|---|', ...rows].join('\n');
}

/** The largest item of each kind, with what reading and writing it takes. */
function largestItemsTable(): string {
  const kinds = keysOf(largestItems);
  return [
    '| largest item | bytes | units of a read | units of a write |',
    '|---|---|---|---|',
    ...kinds.map(
      (kind) => `| ${kind} | ${count(largestItems[kind])} | ${readUnitsOf(kind)} | ${writeUnitsOf(kind)} |`,
    ),
  ].join('\n');
}
