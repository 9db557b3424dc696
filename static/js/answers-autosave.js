/**
 * Saves the answers of a self-assessment on the site while one types (qualite/labelling/self_assessment/axis.html). Without this
 * script the buttons of the form save; without network the page keeps what is typed (form-recovery.js).
 * @module
 */

const PAUSE = 2_000;
const RETRY = 15_000;
// The key under which the form is sent counts one sending: it is kept for the button.
const FORM_KEY = "form_key";

/** @type {HTMLFormElement} */
const form = document.querySelector("form[data-autosave]");
/** @type {HTMLElement} */
const line = form.querySelector("[data-saved]");
/** @type {number | undefined} */
let timer;
let isSending = false;
let isLeaving = false;

/** @typedef {{at: string, editions: Record<string, number>, refused: Record<string, string[]>}} Outcome */

/** Save all answers, then say when; what is typed meanwhile is saved next. */
async function save() {
  timer = undefined;
  if (isSending || isLeaving) return;
  isSending = true;
  const data = new FormData(form);
  data.delete(FORM_KEY);
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "error" });
    if (response.status !== 200 && response.status !== 422) throw new TypeError(String(response.status));
    show(await response.json());
  } catch {
    line.textContent = "Hors connexion\u00a0: votre texte est gardé dans cette page.";
    plan(RETRY);
  }
  isSending = false;
}

/**
 * Show the outcome of a save, and note the editions for the next one.
 * @param {Outcome} outcome
 */
function show({ at, editions, refused }) {
  for (const [name, edition] of Object.entries(editions)) {
    const field = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    if (field) field.value = String(edition);
  }
  const [refusal] = Object.values(refused).flat();
  line.textContent = refusal ?? `Enregistré à ${at}`;
}

/**
 * Save after a pause.
 * @param {number} pause
 */
function plan(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

form.addEventListener("input", () => plan(PAUSE));
form.addEventListener("submit", () => {
  isLeaving = true;
  clearTimeout(timer);
});
