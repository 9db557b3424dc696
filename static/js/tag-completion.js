/**
 * Offers the tags of the site while one types them, separated by commas (combobox.js): Enter or Tab takes the one pointed
 * at. Without this script the browser completes from the list of the page.
 * @module
 */
import { build, makeCombobox } from "./combobox.js";

/** @typedef {{name: string, merged: string}} Tag */

for (const names of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("datalist[data-tags]"))) {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(`input[list="${names.id}"]`));
  if (field) offerTags(field, names.dataset.tags);
}

/**
 * Offer tags in a field.
 * @param {HTMLInputElement} field
 * @param {string} address
 */
function offerTags(field, address) {
  /** Tags before the one being typed, each followed by a comma. */
  const before = () => field.value.slice(0, field.value.lastIndexOf(",") + 1);

  async function find(/** @type {string} */ q, /** @type {AbortSignal} */ signal) {
    const answer = await fetch(`${address}?${new URLSearchParams({ q })}`, { signal });
    /** @type {Tag[]} */
    const tags = answer.ok && !answer.redirected ? await answer.json() : [];
    const written = before().split(",").map((name) => name.trim().toLowerCase());
    return tags.filter(({ name }) => !written.includes(name.toLowerCase())).map(({ name, merged }) => {
      const option = build("li", { "data-name": name }, `${name} `);
      if (merged) option.append(build("span", {}, `au lieu de «\u00a0${merged}\u00a0»`));
      return option;
    });
  }

  function choose(/** @type {HTMLElement} */ option) {
    const { name } = option.dataset;
    field.value = `${before()}${before() && " "}${name}, `;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    say(`${name}\u00a0: mot-clé écrit.`);
  }

  field.removeAttribute("list");
  const say = makeCombobox(field, {
    label: "Mots-clés proposés",
    typed: () => field.value.slice(before().length).trim(),
    find,
    choose,
    count: ({ length }) => (length ? `${length} mot${length > 1 ? "s" : ""}-clé${length > 1 ? "s" : ""}` : ""),
    tabTakes: true,
    frame: build("div", { class: "mention-list" }),
  });
}
