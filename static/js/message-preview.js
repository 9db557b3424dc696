/**
 * Shows a message as readers will see it, under its text, while it is typed. The server renders it; it is asked once one
 * stops typing, and never twice at a time. Without this script, the same button shows the preview on a page.
 * @module
 */
import { buildElement } from "./element.js";

const PAUSE = 500;
const LOST = "L’aperçu n’a pas pu être fait\u00a0: vérifiez la connexion. Votre texte n’est pas perdu.";

for (const element of document.querySelectorAll("form[data-composer]")) {
  preview(/** @type {HTMLFormElement} */ (element));
}

/**
 * Open and close the preview of a form with its button.
 * @param {HTMLFormElement} form
 */
function preview(form) {
  const text = form.querySelector("textarea");
  /** @type {HTMLButtonElement} */
  const button = form.querySelector("button[name=apercu]");
  const panel = buildElement("section", { className: "panel", id: "apercu-du-message", hidden: true });
  panel.setAttribute("aria-label", "Aperçu de votre message");
  panel.tabIndex = -1;
  button.setAttribute("aria-controls", panel.id);
  button.setAttribute("aria-expanded", "false");
  button.closest(".actions").before(panel);
  /** @type {number} */
  let timer;
  let isAsking = false;
  let isDirty = false;

  async function show() {
    if (isAsking) {
      isDirty = true;
      return;
    }
    isAsking = true;
    isDirty = false;
    panel.innerHTML = await render(form, text.value);
    isAsking = false;
    if (isDirty) plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!panel.hidden) timer = setTimeout(show, PAUSE);
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) return;
    await show();
    panel.focus();
  });
  text.addEventListener("input", plan);
}

/**
 * Return the preview of a text, as HTML that the server has made safe.
 * @param {HTMLFormElement} form
 * @param {string} text
 * @returns {Promise<string>}
 */
async function render(form, text) {
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken")).value;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, body: text });
  for (const name of ["fichier", "nomme"]) {
    for (const key of new FormData(form).getAll(name)) body.append(name, String(key));
  }
  try {
    const answer = await fetch(form.dataset.composer, { method: "POST", body });
    if (answer.ok && !answer.redirected) return await answer.text();
  } catch {
    // Said below, as any other refusal.
  }
  return buildElement("p", { textContent: LOST }).outerHTML;
}
