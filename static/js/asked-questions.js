/**
 * A question that depends on the answer to another is shown once that answer is given. Without this script all of them
 * are shown, each with the words that say to whom it is put; the server drops what was not asked.
 * @module
 */

/**
 * @typedef {object} Dependent
 * @property {HTMLElement} element
 * @property {[string, string[]][]} conditions Name of a field and its values, all of which hold.
 */

/**
 * Return the values given under a name: checked boxes, chosen buttons, the choice of a list.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string[]}
 */
function givenValues(form, name) {
  return new FormData(form).getAll(name).map(String);
}

/**
 * Tell whether a condition holds: one on another page was checked by the server before.
 * @param {HTMLFormElement} form
 * @param {[string, string[]]} condition
 * @returns {boolean}
 */
function holds(form, [name, values]) {
  const field = form.elements.namedItem(name);
  if (!field) return true;
  const holder = /** @type {Element} */ (field instanceof RadioNodeList ? field[0] : field).closest("[data-asked-if]");
  if (holder instanceof HTMLElement && holder.hidden) return false;
  return givenValues(form, name).some((value) => values.includes(value));
}

/**
 * Show and hide the questions of a form as it is filled in.
 * @param {HTMLFormElement} form
 * @returns {void}
 */
export function followAnswers(form) {
  const dependents = /** @type {Dependent[]} */ ([...form.querySelectorAll("[data-asked-if]")].map((element) => ({
    element: /** @type {HTMLElement} */ (element),
    conditions: JSON.parse(/** @type {HTMLElement} */ (element).dataset.askedIf),
  })));
  const update = () => {
    for (const { element, conditions } of dependents) {
      element.hidden = !conditions.every((condition) => holds(form, condition));
    }
  };
  for (const words of form.querySelectorAll(".asked-to")) /** @type {HTMLElement} */ (words).hidden = true;
  form.addEventListener("change", update);
  // What the browser, or the kept draft, gives back is there a little later.
  addEventListener("pageshow", update);
  update();
}
