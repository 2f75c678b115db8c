import stringWidth from 'string-width';
import { sitesOfApp } from '../../../shared/apps/standing-site.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, CommandFailed, day } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import { layOut } from '../layout/lay-out.ts';
import { progressOf } from '../progress.ts';
import type { TenantView } from './tenant-view.ts';

/** Where the next page begins. */
interface NextPage {
  readonly app: AppId;
  readonly after: string;
}

/** Writes a list of tenants as its pages arrive, as a table or as one JSON document. */
export interface TenantListWriter {
  /** Counts tenants that were read, listed or not. */
  hasRead(count: number): void;
  add(views: readonly TenantView[]): void;
  /** Ends the list. @param next Where the next page begins, if the limit ended this one. */
  end(next?: NextPage): undefined;
  /** Ends a JSON document with the error, where a part of it is written. @throws what ends the command */
  fail(error: unknown): never;
}

const header = ['APP', 'TENANT', 'STATE', 'ISSUER', 'KEYS UNTIL'];
/** While an app of the stage moves. */
const movingHeader = [...header, 'MOVED'];

/** Returns the writer. @param options The options that the command of the next page repeats. */
export function tenantListWriter(context: CommandContext, options: string): TenantListWriter {
  const { terminal, json } = context;
  const progress = progressOf(terminal, { what: 'tenants read', isSilent: json });
  const widths: number[] = [];
  const isMoving = context.sites.some(({ app }) => sitesOfApp(context.sites, app.id).length > 1);
  let [read, listed] = [0, 0];
  const write = (text: string) => {
    progress.clear();
    terminal.write(text);
  };
  return {
    hasRead(count) {
      read += count;
      progress.at(read);
    },
    add(views) {
      if (json && views.length > 0) {
        const documents = views.map((view) => JSON.stringify(view)).join(',');
        write(listed === 0 ? `{"tenants":[${documents}` : `,${documents}`);
      } else if (views.length > 0) {
        const rows = views.map((view) => (isMoving ? [...rowOf(view), movedOf(view)] : rowOf(view)));
        const table = listed === 0 ? [isMoving ? movingHeader : header, ...rows] : rows;
        write(
          `${layOut(aligned(widened(fitted(table, widths, terminal.columns), widths)), terminal.columns)}\n`,
        );
      }
      listed += views.length;
    },
    end(next) {
      if (json) {
        const more = next === undefined ? '' : `,"next":${JSON.stringify(next)}`;
        write(`${listed === 0 ? '{"tenants":[' : ''}]${more}}\n`);
      } else if (listed === 0) {
        write(`${layOut(emptyText(context, options), terminal.columns)}\n`);
      } else if (next !== undefined) {
        const command = context.commandLine(`tenant list ${next.app} --after ${next.after}${options}`);
        terminal.writeError(`${layOut(`There may be more: ${command}`, terminal.columns)}\n`);
      }
      progress.clear();
      return undefined;
    },
    fail(error) {
      progress.clear();
      if (!json || listed === 0) throw error;
      const { code, message, next } = explainFailure(error, context);
      terminal.write(`],"error":${JSON.stringify({ code, message, next })}}\n`);
      throw new CommandFailed();
    },
  };
}

function emptyText(context: CommandContext, options: string): string {
  if (options !== '') return 'No tenant matches.';
  return `There are no tenants. To add one: ${context.commandLine('tenant add --help')}`;
}

function rowOf(view: TenantView): readonly string[] {
  return [view.app, view.id, view.state, view.issuer || 'not set up yet', expiryOf(view)];
}

function movedOf({ address }: TenantView): string {
  if (address === undefined) return '-';
  return address.movesTo === undefined ? 'yes' : 'no';
}

const issuerColumn = header.indexOf('ISSUER');

/** The first part of a directory's id tells one directory from another. */
const narrowestIssuer = 'c8e7a2b4…'.length;

/**
 * Cuts the issuers to the room that the other columns leave: a directory's id stands for an issuer of Entra.
 * `tenant show` and `--json` have the whole issuer.
 */
function fitted(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  columns: number | undefined,
): readonly (readonly string[])[] {
  if (columns === undefined) return rows;
  const widest = (column: number) =>
    Math.max(widths[column] ?? 0, ...rows.map((row) => stringWidth(row[column] ?? '')));
  const others = (rows[0] ?? header).reduce(
    (sum, _, column) => sum + (column === issuerColumn ? 0 : widest(column) + 2),
    0,
  );
  const room = Math.max(columns - others, narrowestIssuer);
  return rows.map((row) =>
    row.map((cell, column) => (column === issuerColumn ? shortIssuer(cell, room) : cell)),
  );
}

/** Returns an issuer within `room`: whole, or the id of its directory, or the beginning of that. */
function shortIssuer(issuer: string, room: number): string {
  if (stringWidth(issuer) <= room) return issuer;
  const [directory = issuer.replace(/^https?:\/\//, '')] =
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(issuer) ?? [];
  return directory.length <= room ? directory : `${directory.slice(0, room - 1)}…`;
}

/** Keeps the columns of a page as wide as those of the pages before it. */
function widened(rows: readonly (readonly string[])[], widths: number[]): readonly (readonly string[])[] {
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
    });
  }
  return rows.map((row, index) =>
    index > 0 ? row : row.map((cell, column) => cell.padEnd(widths[column] ?? 0)),
  );
}

/** Formats until when sign-ins can succeed: the expiry of the last certificate. A bare thumbprint has none. */
function expiryOf({ keys }: TenantView): string {
  const trustedKeys = keys.filter(({ state }) => state === 'primary' || state === 'secondary');
  if (trustedKeys.length === 0) return 'none';
  const days = trustedKeys.flatMap(({ notAfter }) => (notAfter === undefined ? [] : [day(notAfter)])).sort();
  const last = days.at(-1);
  return last ?? 'not seen yet';
}
