/**
 * Keeps what is typed in a form with `data-keep`, in this tab, and puts it back after a lost connection or an expired
 * login. It is forgotten once the server has taken it, and with the tab. It is of one person, since computers are shared: the
 * pages of another one do not show it.
 * @module
 */
import { addPick } from "./people-picker.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/**
 * Name of a field with its value; or with the value and the state of a box, and its words if it is a person chosen.
 * @typedef {[string, string | [string, boolean, string?]]} SavedField
 */

const PREFIX = `saisie:${document.documentElement.dataset.owner ?? ""}:`;
const SENT = ":envoi";
const SENT_KEY = ":cle";
const FORM_KEY = "form_key";
const SKIPPED_NAMES = new Set(["csrfmiddlewaretoken"]);
const SKIPPED_TYPES = ["password", "file", "hidden", "submit"];

/**
 * List the fields of a form that are kept.
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
function listFields(form) {
  const fields = [...form.elements].map((element) => /** @type {Field} */ (element));
  return fields.filter(({ name, type }) => name && !SKIPPED_NAMES.has(name) && !SKIPPED_TYPES.includes(type));
}

/**
 * Read what is typed in a form.
 * @param {HTMLFormElement} form
 * @returns {SavedField[]}
 */
function readForm(form) {
  return listFields(form).map((field) => [
    field.name,
    field.type === "checkbox" || field.type === "radio"
      ? readBox(/** @type {HTMLInputElement} */ (field))
      : field.value,
  ]);
}

/**
 * @param {HTMLInputElement} box
 * @returns {[string, boolean, string?]}
 */
function readBox(box) {
  const pick = box.closest(".picked label");
  return pick ? [box.value, box.checked, pick.textContent.trim()] : [box.value, box.checked];
}

/**
 * Add the people chosen whom the page does not have.
 * @param {HTMLFormElement} form
 * @param {SavedField[]} saved
 */
function addPicks(form, saved) {
  for (const [name, value] of saved) {
    if (!Array.isArray(value) || !value[2]) continue;
    const known = listFields(form).some((field) => field.name === name && field.value === value[0]);
    const picker = [...form.querySelectorAll("[data-picker]")].find((one) => one.querySelector(`[name="${name}"]`));
    if (!known && picker) addPick(/** @type {HTMLElement} */ (picker), value[0], value[2]);
  }
}

/**
 * Put back in a form what was typed.
 * @param {HTMLFormElement} form
 * @param {SavedField[]} saved
 */
function fillForm(form, saved) {
  addPicks(form, saved);
  const fields = listFields(form);
  for (const [index, [name, value]] of saved.entries()) {
    const found = fields[index]?.name === name ? fields[index] : form.elements.namedItem(name);
    if (!found) continue;
    const field = /** @type {HTMLInputElement} */ (found);
    if (Array.isArray(value)) field.checked = value[1];
    else field.value = value;
  }
}

/**
 * Say that a text was put back, with a button that erases it.
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function showNotice(form, key) {
  const note = document.createElement("p");
  note.className = "notice info";
  note.setAttribute("role", "status");
  note.textContent = "Nous avons remis ce que vous aviez commencé à écrire. ";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = "Tout effacer et recommencer";
  button.addEventListener("click", () => {
    forget(key);
    form.reset();
    note.remove();
  });
  note.append(button);
  form.prepend(note);
}

/** Forget forms that the server has taken: the next page has a success notice, or is another page than the login. */
function forgetTakenForms() {
  const success = document.querySelector(".notice.success");
  const isLogin = ["/connexion/", "/compte/"].some((path) => location.pathname.startsWith(path));
  const isMark = (/** @type {string} */ key) => key.startsWith(PREFIX) && key.endsWith(SENT);
  for (const mark of Object.keys(sessionStorage).filter(isMark)) {
    if (!success && (isLogin || location.pathname === sessionStorage.getItem(mark))) continue;
    forget(mark.slice(0, -SENT.length));
  }
}

/**
 * Forget a form with all that is kept of it.
 * @param {string} key
 */
function forget(key) {
  for (const part of ["", SENT, SENT_KEY]) sessionStorage.removeItem(key + part);
}

/**
 * Give a form that was sent, and comes back because no answer came, the key under which it was sent: if the site has
 * taken it, sending it again counts once (reseau/web/sent_forms).
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function restoreSentKey(form, key) {
  const sentKey = sessionStorage.getItem(key + SENT_KEY);
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(FORM_KEY));
  if (sentKey && field) field.value = sentKey;
}

/**
 * Forget what was typed in a form, taken without leaving the page.
 * @param {HTMLFormElement} form
 * @returns {void}
 */
export function forgetForm(form) {
  forget(PREFIX + form.dataset.keep);
}

/**
 * Return the name under which a form without `data-keep` is kept when the connection closes.
 * @param {HTMLFormElement} form
 */
const placeOf = (form) => `${PREFIX}page:${location.pathname}:${[...document.forms].indexOf(form)}`;

/**
 * List the forms of the page that nothing keeps: neither `data-keep`, nor the site. A password is not kept.
 * @returns {HTMLFormElement[]}
 */
function listOtherForms() {
  const isOther = (/** @type {HTMLFormElement} */ form) =>
    form.method === "post" && !form.dataset.keep && !form.querySelector("[type=password], [data-keeping]");
  return [...document.forms].filter(isOther);
}

/**
 * Keep every form of the page in which something was typed: the connection closes.
 * @returns {void}
 */
export function keepForms() {
  for (const form of listOtherForms()) {
    const isTyped = listFields(form).some((field) => {
      const { type, value, defaultValue, checked, defaultChecked } = /** @type {HTMLInputElement} */ (field);
      return ["checkbox", "radio"].includes(type) ? checked !== defaultChecked : value !== (defaultValue ?? value);
    });
    if (!isTyped) continue;
    sessionStorage.setItem(placeOf(form), JSON.stringify(readForm(form)));
    form.dataset.keep = placeOf(form); // nothing is lost: no question is asked
  }
}

/** Put back, once, what was typed when the connection closed. */
function recoverOtherForms() {
  for (const form of listOtherForms()) {
    const saved = sessionStorage.getItem(placeOf(form));
    if (!saved) continue;
    sessionStorage.removeItem(placeOf(form));
    fillForm(form, JSON.parse(saved));
    showNotice(form, placeOf(form));
  }
}

/**
 * Put back what was typed in the forms of the page, and keep what is typed from now on.
 * @returns {void}
 */
export function recoverForms() {
  forgetTakenForms();
  recoverOtherForms();
  for (const element of document.querySelectorAll("form[data-keep]")) {
    const form = /** @type {HTMLFormElement} */ (element);
    const key = PREFIX + form.dataset.keep;
    const saved = sessionStorage.getItem(key);
    // After a refusal the server has put everything back itself.
    if (saved && saved !== JSON.stringify(readForm(form)) && !form.querySelector("[data-errors]")) {
      fillForm(form, JSON.parse(saved));
      restoreSentKey(form, key);
      showNotice(form, key);
    }
    // A field may stand outside its form.
    document.addEventListener("input", ({ target }) => {
      if (/** @type {Field} */ (target).form === form) sessionStorage.setItem(key, JSON.stringify(readForm(form)));
    });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      sessionStorage.setItem(key + SENT, location.pathname);
      const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(FORM_KEY));
      if (field) sessionStorage.setItem(key + SENT_KEY, field.value);
    });
  }
}
