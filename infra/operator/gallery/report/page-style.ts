/** The style sheet of the pages that the gallery commands write: readable on a screen and on paper, without a network. */
export const galleryStyle = `
:root { color-scheme: light dark; --line: #8884; --good: #107c41; --bad: #b3261e; --dim: #666; }
@media (prefers-color-scheme: dark) { :root { --good: #5fd38d; --bad: #ff8a80; --dim: #aaa; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { border-top: 1px solid var(--line); font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-top: 1.25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; }
th { color: var(--dim); font-size: .85rem; font-weight: 600; }
code { font: .875em ui-monospace, monospace; overflow-wrap: anywhere; }
.pass, .fail, .skip { font-weight: 600; white-space: nowrap; }
.pass { color: var(--good); } .fail { color: var(--bad); } .skip, .dim { color: var(--dim); }
.verdict { border: 2px solid currentColor; border-radius: .5rem; font-size: 1.1rem; margin: 1rem 0; padding: .75rem 1rem; }
.scroll { overflow-x: auto; }
details { margin: .25rem 0; } summary { cursor: pointer; }
pre { background: #8881; border-radius: .5rem; margin: .5rem 0; overflow-x: auto; padding: .75rem 1rem; white-space: pre-wrap; }
iframe { background: #fff; border: 1px solid var(--line); border-radius: .5rem; height: 100%; min-height: 26rem; width: 100%; }
ul { padding-left: 1.25rem; } li { overflow-wrap: anywhere; }
.seen { display: grid; gap: 1rem; grid-template-columns: 1fr 1fr; } @media (max-width: 50rem) { .seen { grid-template-columns: 1fr; } }
td > code { white-space: nowrap; }
dl { display: grid; gap: .25rem 1.25rem; grid-template-columns: max-content 1fr; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { display: block; } dd { margin-bottom: .5rem; } }
@media print { body { max-width: none; padding: 0; } iframe { height: 20rem; } details { break-inside: avoid; } }
`;
