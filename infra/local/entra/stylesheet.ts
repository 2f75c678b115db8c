/** The look of every page of the simulated Entra: light and dark, down to 320 px, no asset from elsewhere. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f5f8, #11151a);
  --paper: light-dark(#ffffff, #1b2027);
  --line: light-dark(#d5dbe3, #37404c);
  --ink: light-dark(#1b1f24, #eef1f5);
  --faint: light-dark(#566170, #a7b1bf);
  --blue: light-dark(#0b62ba, #7ab8ff);
  --on-blue: light-dark(#ffffff, #0c1722);
  --notice: light-dark(#fff5d6, #33290c);
  --notice-line: light-dark(#dcb54a, #7d6520);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  background: var(--ground); color: var(--ink);
  font: 16px/1.5 'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif;
  overflow-wrap: anywhere;
}
.bar {
  display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; justify-content: space-between;
  padding: .75rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line);
}
.home { font-weight: 600; color: inherit; text-decoration: none; }
nav { display: flex; gap: 1.25rem; }
main { flex: 1; width: 100%; margin: 0 auto; padding: 1.5rem 1rem 2.5rem; }
main.narrow { max-width: 30rem; }
main.wide { max-width: 60rem; }
@media (min-width: 40rem) { main.narrow { padding-top: 9vh; } }
footer { padding: .75rem 1.25rem; background: var(--notice); border-top: 1px solid var(--notice-line); font-size: .875rem; }
footer p { max-width: 60rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 600; margin: 0 0 .75rem; }
h2 { font-size: 1.125rem; line-height: 1.35; font-weight: 600; margin: 0 0 .75rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.25rem 0 .5rem; }
p { margin: 0 0 1rem; }
small, .brand, .crumbs, .empty { color: var(--faint); font-size: .875rem; }
code { font: .8125rem/1.4 ui-monospace, 'Cascadia Mono', Menlo, monospace; color: var(--faint); }
a { color: var(--blue); }
.lead { color: var(--faint); max-width: 44rem; }
.card {
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
  padding: 1.5rem; margin: 0 0 1.25rem;
}
@media (max-width: 30rem) { .card { padding: 1.125rem; } }
.brand { margin-bottom: .25rem; font-weight: 600; }
.card > :last-child, .card form > :last-child { margin-bottom: 0; }
.card > h2:not(:first-child) { margin-top: 1.5rem; }
.tiles { list-style: none; padding: 0; margin: 0; display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
.tiles .card { margin: 0; }
.tile .actions { margin-bottom: 1rem; }
.logo {
  display: grid; place-items: center; width: 3rem; height: 3rem; margin-bottom: .75rem;
  border-radius: 8px; color: #fff; font-weight: 600; background: #0a6e62;
}
.logo-trakstar { background: #6a3fa0; }
.choices { list-style: none; padding: 0; margin: 0; }
.choices a {
  display: block; padding: .75rem; margin: 0 -.75rem; border-radius: 6px;
  color: inherit; text-decoration: none;
}
.choices a:hover, .account:hover { background: var(--ground); }
.choices strong { color: var(--blue); text-decoration: underline; }
.choices small { display: block; }
.session { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; font-size: .875rem; }
.session button { padding: .25rem .75rem; }
.tabs { flex-wrap: wrap; margin-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .375rem 0; }
.tabs a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; border-bottom: 3px solid var(--blue); }
fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; min-width: 0; }
legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.account {
  display: flex; align-items: center; gap: .75rem; padding: .625rem .75rem; margin: 0 -.75rem;
  border-radius: 6px; cursor: pointer; line-height: 1.35;
}
.account input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--blue); }
.face {
  flex: none; display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%;
  background: light-dark(#dfe8f3, #2c3a4b); font-weight: 600;
}
@media (max-width: 24rem) { .face { display: none; } }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
button, .button {
  display: inline-block; padding: .5rem 1.125rem; border: 1px solid var(--blue); border-radius: 4px;
  background: var(--blue); color: var(--on-blue); font: inherit; text-decoration: none; cursor: pointer;
}
button.quiet, .button.quiet { background: transparent; color: var(--blue); border-color: var(--line); }
button:hover, .button:hover { border-color: var(--ink); }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.certificates { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .75rem; }
.certificates code { overflow-wrap: anywhere; }
.facts { margin: 0 0 1rem; }
.facts dt { color: var(--faint); font-size: .875rem; }
.facts dd { margin: 0 0 .75rem; }
@media (min-width: 44rem) {
  .wide .facts { display: grid; grid-template-columns: 15rem 1fr; gap: .5rem 1rem; }
  .wide .facts dd { margin: 0; }
}
.test { margin-bottom: 1.25rem; align-items: center; }
.test small { flex: 1 1 16rem; }
.step {
  display: inline-grid; place-items: center; width: 1.75rem; height: 1.75rem; margin-right: .375rem;
  border-radius: 50%; border: 1px solid var(--line); font-size: .875rem;
}
.problem { padding: .75rem 1rem; border-left: 4px solid light-dark(#b3261e, #ff9a8f); background: var(--ground); }
.note { color: var(--faint); font-size: .875rem; }
.choose.basic { max-width: none; }
.choose { display: grid; grid-template-columns: minmax(0, 1fr); gap: .375rem; max-width: 24rem; }
select, textarea, .choose input:not([type=checkbox]) { padding: .5rem; margin-bottom: .5rem; border: 1px solid var(--faint); border-radius: 4px; background: var(--paper); color: inherit; font: inherit; max-width: 100%; }
`;
