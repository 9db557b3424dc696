/**
 * Asks before a text is left behind: another form of the page is sent, or the page is left. It holds on every page, and
 * when a page comes back from the history, whether the browser had kept it whole or not.
 * @module
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

const TEXT_TYPES = ["text", "textarea", "email", "url", "tel", "number", "date", "file"];
// The page leaves at once after a form is sent; if it stays, nothing was left.
const LEAVING = 1_000;
let isLeaving = false;
/** @type {Record<string, string>} Name of a field → text that this page has sent already. */
let sentTexts = history.state?.sentTexts ?? {};

/**
 * List the texts of a form that the site does not have. A form that was refused is one of them.
 * @param {HTMLFormElement} form
 * @returns {TextField[]}
 */
function listUnsaved(form) {
  // A login is filled by the browser, a draft is kept by the site.
  if (form.method !== "post" || form.dataset.draft || form.querySelector("[type=password], [data-keeping]")) return [];
  const isUnsent = form.matches("[data-unsent]") || form.querySelector("[data-errors]") !== null;
  const fields = [...form.elements].map((element) => /** @type {TextField} */ (element));
  return fields.filter(({ name, type, value, defaultValue }) => {
    if (!name || !TEXT_TYPES.includes(type) || !value.trim() || sentTexts[name] === value) return false;
    return isUnsent || value !== defaultValue;
  });
}

/**
 * Return the words by which a person knows a field.
 * @param {TextField} field
 */
function nameOf(field) {
  return (field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? field.name).trim();
}

/**
 * Ask before a form is sent without the texts of the others.
 * @param {SubmitEvent} event
 */
function onSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.matches("[data-display]") || event.submitter?.matches("[data-in-place]")) return;
  const unsaved = [...document.forms].filter((other) => other !== form).flatMap(listUnsaved);
  const question = "que ce bouton n’envoie pas. Continuer sans l’envoyer\u00a0?";
  if (unsaved.length && !confirm(`Vous avez aussi écrit dans «\u00a0${nameOf(unsaved[0])}\u00a0», ${question}`)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    unsaved[0].focus();
    return;
  }
  isLeaving = true;
  setTimeout(() => (isLeaving = false), LEAVING);
  const sent = listUnsaved(form).map(({ name, value }) => [name, value]);
  sentTexts = { ...sentTexts, ...Object.fromEntries(sent) };
  history.replaceState({ ...history.state, sentTexts }, "");
}

/**
 * Let the browser ask before the page is left. A form with `data-keep` comes back as it was.
 * @param {BeforeUnloadEvent} event
 */
function onLeave(event) {
  const forms = [...document.forms].filter((form) => !form.dataset.keep);
  if (!isLeaving && forms.some((form) => listUnsaved(form).length)) event.preventDefault();
}

/** Listen only while there is something to lose: a page that listens is not kept whole in the history. */
function listen() {
  const hasUnsaved = [...document.forms].some((form) => listUnsaved(form).length);
  if (hasUnsaved) addEventListener("beforeunload", onLeave);
  else removeEventListener("beforeunload", onLeave);
}

/**
 * Guard the texts of the page.
 * @returns {void}
 */
export function guardTexts() {
  addEventListener("submit", onSubmit, { capture: true });
  addEventListener("input", listen);
  addEventListener("pageshow", () => {
    isLeaving = false;
    listen();
  });
}
