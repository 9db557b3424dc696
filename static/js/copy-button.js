/**
 * « Copier »: a button with `data-copy` puts in the clipboard what the field of that name holds. Without it, one selects
 * and copies.
 * @module
 */

/**
 * Show a button and have it copy.
 * @param {HTMLElement} button
 */
function prepare(button) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copy));
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.hidden = false;
  button.after(status);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = button.dataset.copied ?? "Lien copié.";
    } catch {
      field.focus();
      field.select();
      status.textContent = "Copiez ce qui est choisi avec Ctrl + C.";
    }
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) prepare(/** @type {HTMLElement} */ (button));
}
