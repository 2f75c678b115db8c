import { createHash } from 'node:crypto';

/**
 * The one style sheet of every page: system fonts, light and dark, readable from 320 px, on paper and in
 * forced colours. Contrast is WCAG 2.2 AA throughout. It loads nothing.
 */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f3f1ec;
  --card: #ffffff;
  --ink: #1c2226;
  --quiet: #565d64;
  --line: #dfdbd2;
  --edge: #7d848b;
  --accent: #1b5e57;
  --on-accent: #ffffff;
  --alert: #95500a;
  --tint: #f6f4f0;
  --shadow: 0 1px 2px rgb(28 34 38 / .05), 0 12px 32px -12px rgb(28 34 38 / .14);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181a;
    --card: #1c2124;
    --ink: #ece9e3;
    --quiet: #a8b0b6;
    --line: #343b40;
    --edge: #7f8991;
    --accent: #86cfc3;
    --on-accent: #0c211e;
    --alert: #eeb06a;
    --tint: #23292d;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  align-items: center;
  padding: clamp(1.25rem, 11vh, 7.5rem) 1rem 3rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
header, main { width: 100%; max-width: 34rem; }
header { padding: 0 .125rem; color: var(--accent); }
.alert header { color: var(--alert); }
.wordmark {
  margin: 0 0 .75rem;
  color: var(--ink);
  font-size: 1.0625rem;
  font-weight: 650;
  letter-spacing: -.005em;
}
.key { display: flex; align-items: center; height: 1.25rem; margin-bottom: 1.25rem; }
.key svg { flex: none; display: block; fill: none; stroke: currentColor; stroke-width: 2; }
.key::before { content: ""; order: 1; flex: 1; height: 2px; background: currentColor; }
.key .bit { order: 2; }
main {
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: .875rem;
  box-shadow: var(--shadow);
  padding: clamp(1.375rem, 6vw, 2.5rem);
}
footer { width: 100%; max-width: 34rem; padding: 0 .125rem; color: var(--quiet); font-size: .875rem; }
footer a { color: var(--accent); text-underline-offset: .2em; }
h1 {
  margin: 0;
  font: 500 clamp(1.4375rem, 1.2rem + 1.2vw, 1.75rem)/1.28 ui-serif, "Iowan Old Style", Charter, "Palatino Linotype", Georgia, "Noto Serif", serif;
  letter-spacing: -.01em;
  text-wrap: pretty;
}
h1 bdi { color: var(--accent); }
p { margin: .875rem 0 0; text-wrap: pretty; }
.help { margin-top: .25rem; color: var(--quiet); font-size: .9375rem; }
.facts + .help { margin-top: 1rem; font-size: .875rem; }
.actions { margin-top: 1.75rem; }
.actions + .actions { margin-top: .875rem; }
.actions + .help { margin-top: .625rem; }
.button {
  display: inline-block;
  min-height: 2.875rem;
  padding: .625rem 1.375rem;
  border: 1px solid var(--accent);
  border-radius: .5rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  line-height: 1.5;
  text-decoration: none;
  cursor: pointer;
}
summary:hover, .button:hover { text-decoration: underline; text-underline-offset: .2em; }
.button.plain { background: transparent; color: var(--accent); border-color: var(--edge); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .375rem; }
label { display: block; margin-top: 1.75rem; font-weight: 600; }
input[type="text"] {
  display: block;
  width: 100%;
  min-height: 2.875rem;
  margin-top: .75rem;
  padding: .5rem .875rem;
  border: 1px solid var(--edge);
  border-radius: .5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
dl { margin: 0; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: .125rem 0 0; }
dd + dt { margin-top: .875rem; }
.facts { margin-top: 1.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.trace { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; font-size: .9375rem; }
.trace dt, .trace dd { margin-top: 0; }
code, .reference { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .9375em; }
.reference { font-weight: 600; letter-spacing: .02em; }
details { margin-top: 1.75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--tint); }
summary { padding: .6875rem 1rem; border-radius: .5rem; font-weight: 600; cursor: pointer; }
summary::marker { color: var(--quiet); }
details dl { padding: .25rem 1rem 1.125rem; }
details dd { font-size: .9375rem; }
@media (forced-colors: active) { .key::before { background: CanvasText; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --quiet: #333; --line: #999; --accent: #000; --alert: #000; --tint: #fff; --shadow: none; }
  body { min-height: 0; padding: 0; }
  main { border: 0; padding: 1rem 0; }
  .actions { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

/** The hash of the style element's content as a content security policy names it, CSP 3 2.3.1. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
