/**
 * Offers the codes of the list of the page while one types them, separated by commas (combobox.js). Enter takes the code
 * pointed at; on an empty word it sends the form. Without this script the browser completes the first one.
 * @module
 */
import { build, makeCombobox } from "./combobox.js";

const field = /** @type {HTMLInputElement | null} */ (document.querySelector("input[list=noms-des-codes]"));
if (field) offerCodes(field);

/**
 * Return a text as one compares it: small letters without accents.
 * @param {string} text
 * @returns {string}
 */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Offer the codes in a field, and put the cursor in it where one text is shown alone.
 * @param {HTMLInputElement} field
 * @returns {void}
 */
function offerCodes(field) {
  const names = [...document.querySelectorAll("#noms-des-codes option")].map((option) =>
    /** @type {HTMLOptionElement} */ (option).value
  );
  /** Codes before the one being typed, each followed by a comma. */
  const before = () => field.value.slice(0, field.value.lastIndexOf(",") + 1);
  const typed = () => field.value.slice(before().length).trim();

  function find(/** @type {string} */ q) {
    const written = before().split(",").map((name) => fold(name.trim()));
    const found = names.filter((name) => fold(name).includes(fold(q)) && !written.includes(fold(name)));
    found.sort((one, other) => Number(fold(other).startsWith(fold(q))) - Number(fold(one).startsWith(fold(q))));
    return Promise.resolve(found.slice(0, 8).map((name) => build("li", { "data-name": name }, name)));
  }

  function choose(/** @type {HTMLElement} */ option) {
    const { name } = option.dataset;
    field.value = `${before()}${before() && " "}${name}, `;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    say(`${name}\u00a0: code écrit.`);
  }

  field.removeAttribute("list");
  const say = makeCombobox(field, {
    label: "Codes proposés",
    typed,
    find,
    choose,
    count: ({ length }) => (length ? `${length} code${length > 1 ? "s" : ""}` : ""),
    tabTakes: true,
    frame: build("div", { class: "mention-list" }),
  });
  if (document.querySelector(".coded-text")) field.focus();
}
