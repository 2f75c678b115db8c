/**
 * The one script of the set-up page. It shows the copy buttons and copies. When a test opens in a new tab, it sends the
 * page behind it to wait for the result. It is a file of the same origin, so that no page allows inline script.
 */
export const copyScript = `'use strict';
for (const button of document.querySelectorAll('button[data-copies]')) {
  const label = button.textContent;
  let timer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const value = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(value.textContent);
      button.textContent = button.dataset.copied;
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = label; }, 2000);
    } catch {
      getSelection().selectAllChildren(value);
    }
  });
}
for (const form of document.querySelectorAll('form[data-waits]')) {
  form.addEventListener('submit', () => {
    setTimeout(() => location.assign(form.dataset.waits), 500);
  });
}
`;
