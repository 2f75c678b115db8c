import { createHash } from 'node:crypto';
import { style } from '../../shared/pages/style.ts';

/** The style sheet of the set-up page: that of every page, with steps, forms and tables added. */
export const setupStyle = `${style}
header, main, footer { max-width: 48rem; }
h2 { margin: 2rem 0 0; font-size: 1.0625rem; font-weight: 650; }
.where { margin: .375rem 0 0; color: var(--quiet); font-size: .9375rem; }
.steps { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0 1.25rem; border-top: 1px solid var(--line); }
.steps li { border-bottom: 1px solid var(--line); }
.steps a { display: flex; gap: .625rem; align-items: baseline; padding: .5rem .125rem; color: inherit; text-decoration: none; font-size: .9375rem; }
.steps a:hover span:last-child { text-decoration: underline; text-underline-offset: .2em; }
.steps .mark { flex: none; width: 1.5rem; color: var(--quiet); font-variant-numeric: tabular-nums; text-align: right; }
.steps .done .mark { color: var(--accent); font-weight: 700; }
.steps .done .mark::before { content: "✓"; }
.steps [aria-current] { color: var(--accent); font-weight: 650; }
.steps [aria-current] .mark { color: inherit; }
.stage { margin-top: 2rem; }
.stage h2:first-child { margin-top: 0; font: 500 1.25rem/1.3 ui-serif, "Iowan Old Style", Charter, "Palatino Linotype", Georgia, "Noto Serif", serif; }
.stage a { color: var(--accent); text-underline-offset: .2em; }
.stage a.button { color: var(--on-accent); }
.stage a.button.plain { color: var(--accent); }
.clicks { margin: 1rem 0 0; padding-left: 1.5rem; }
.clicks li { padding-left: .25rem; }
.clicks li + li { margin-top: .5rem; }
.copies { margin-top: 1.25rem; }
.copies > div { padding: .875rem 0; border-top: 1px solid var(--line); }
.copies > div:last-child { border-bottom: 1px solid var(--line); }
.copies dt { font-weight: 600; color: var(--ink); font-size: .9375rem; }
.copies dd { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin-top: .25rem; }
.copies dd.help { display: block; margin-top: .25rem; font-size: .875rem; }
.value { flex: 1 1 16rem; user-select: all; -webkit-user-select: all; }
.copy { flex: none; min-height: 2.25rem; padding: .25rem .875rem; border: 1px solid var(--edge); border-radius: .5rem; background: transparent; color: var(--accent); font: inherit; font-size: .9375rem; font-weight: 600; cursor: pointer; }
.way { margin-top: 1.5rem; border: 1px solid var(--line); border-radius: .625rem; padding: 1.25rem clamp(1rem, 4vw, 1.5rem) 1.5rem; }
.methods { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1.5rem 0 0; padding: 0; }
.methods a { display: block; padding: .375rem 0; border-bottom: 3px solid transparent; }
.methods [aria-current] { color: var(--ink); font-weight: 650; text-decoration: none; border-bottom-color: var(--accent); }
.methods + .way, nav + .way { margin-top: .75rem; }
.current { margin-top: 1.25rem; }
.portals { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.portal { flex: 0 1 20rem; width: 100%; max-width: 20rem; margin: 1rem 0 0; }
.portal svg { display: block; width: 100%; height: auto; }
.portal text { fill: var(--ink); font-size: 13px; }
.portal .title { font-weight: 650; }
.portal .link-text { fill: var(--quiet); }
.portal .marked-text { fill: var(--accent); font-weight: 650; }
.portal .sheet { fill: var(--tint); stroke: var(--edge); }
.portal .rule { stroke: var(--line); }
.portal .box { fill: var(--card); stroke: var(--edge); }
.portal .marked { stroke: var(--accent); stroke-width: 2.5; }
.portal .bar { fill: var(--line); }
.portal .icon { fill: none; stroke: var(--quiet); }
.portal .badge { fill: var(--accent); }
.portal .number { fill: var(--on-accent); font-size: 12px; font-weight: 700; }
.way h3 { margin: 0; font-size: 1rem; }
.way .help, .way label + .help { margin-top: .25rem; }
.way label { margin-top: 1.125rem; font-size: .9375rem; }
.way label small { color: var(--quiet); font-weight: 400; font-size: inherit; }
input[type="url"], input[type="file"], textarea { display: block; width: 100%; min-height: 2.875rem; margin-top: .375rem; padding: .5rem .875rem; border: 1px solid var(--edge); border-radius: .5rem; background: var(--card); color: inherit; font: inherit; }
.way input[type="text"] { margin-top: .375rem; }
textarea { min-height: 5.5rem; resize: vertical; font: .875rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
.way [aria-invalid="true"] { border-color: var(--alert); border-width: 2px; }
.error { margin: .375rem 0 0; color: var(--alert); font-size: .9375rem; font-weight: 600; }
.error::before, .note.alert::before { content: "! "; font-weight: 800; }
.note { margin-top: 1.25rem; padding: .75rem 1rem; border: 1px solid var(--line); border-left: .25rem solid var(--accent); border-radius: .375rem; background: var(--tint); font-size: .9375rem; }
.note.alert { border-left-color: var(--alert); }
.note.alert > p:first-child { display: inline; }
.note ul { margin: .375rem 0 0; padding-left: 1.125rem; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-top: 1.75rem; }
.row form { margin: 0; }
.row + .help, .actions + .help { margin-top: 1rem; }
.way textarea + .help.apart, .way input + .help.apart { margin-top: 1.75rem; }
.test { margin-top: 1.5rem; padding: 1.25rem clamp(1rem, 4vw, 1.5rem) 1.5rem; border: 1px solid var(--line); border-left: .25rem solid var(--accent); border-radius: .625rem; }
.test.failed { border-left-color: var(--alert); }
.test h2:first-child { margin: 0; font: 650 1.0625rem/1.4 inherit; }
.test.failed h2::before { content: "! "; color: var(--alert); font-weight: 800; }
.test.passed h2::before { content: "✓ "; color: var(--accent); font-weight: 800; }
.test h3 { margin: 1.5rem 0 0; font-size: 1rem; }
.test dl { margin-top: .625rem; font-size: .9375rem; }
.test dt code { font-size: .8125rem; }
.fixes { margin: .5rem 0 0; padding-left: 1.25rem; }
.fixes li + li { margin-top: 1.25rem; }
.fixes p { margin-top: .375rem; }
.test .causes { margin-top: 1rem; }
.causes dt { padding-top: .625rem; border-top: 1px solid var(--line); color: var(--ink); font-size: .9375rem; font-weight: 600; }
.causes dd { margin: .125rem 0 .625rem; }
.causes dd + dt { margin-top: 0; }
.checks { list-style: none; margin: 0; padding: .25rem 1rem 1rem; font-size: .9375rem; }
.checks li { padding: .25rem 0; }
.test details + details { margin-top: .75rem; }
.inside { padding: 0 1rem 1rem; }
.row + .help { margin-top: .75rem; }
.note p:first-child { margin-top: 0; }
.outcome { display: block; color: var(--quiet); font-size: .875rem; }
@media (min-width: 34rem) { .checks li { display: grid; grid-template-columns: 9.5rem 1fr; gap: .75rem; } .outcome { font-size: inherit; } }
.checks .failed .outcome { color: var(--alert); font-weight: 650; }
.filters { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0; }
.filters [aria-current] { color: var(--ink); font-weight: 650; text-decoration: none; }
.log { list-style: none; margin: 1.25rem 0 0; padding: 0; border-bottom: 1px solid var(--line); }
.log li { padding: .75rem 0; border-top: 1px solid var(--line); }
.log p { margin: 0; }
.log dl { margin: .375rem 0; font-size: .9375rem; }
.search .button { margin-top: .75rem; }
.search input[type="text"] { margin-top: .375rem; }
.log .refused strong { color: var(--alert); }
.button small { font-size: .8125em; font-weight: 400; }
.facts.wide { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); gap: .5rem 1.25rem; }
.facts.wide dt, .facts.wide dd { margin: 0; }
@media (max-width: 34rem) { .facts.wide { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts.wide dd { margin-bottom: .625rem; } }
.new { display: inline-block; padding: 0 .5rem; border-radius: .375rem; background: var(--accent); color: var(--on-accent); font-size: .8125rem; font-weight: 650; }
.foot { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; justify-content: space-between; margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; }
.foot p { margin: 0; }
.link { padding: .25rem 0; border: 0; background: none; color: var(--accent); font: inherit; text-decoration: underline; text-underline-offset: .2em; cursor: pointer; }
.seen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { .copy, .row, .foot form { display: none; } }
`;

/** The hash of {@link setupStyle} for the content security policy. */
export const setupStyleHash = `sha256-${createHash('sha256').update(setupStyle).digest('base64')}`;
