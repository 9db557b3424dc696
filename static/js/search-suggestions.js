/**
 * Titles offered while one types in a search box. The box works without them.
 * @module
 */
import { build, makeCombobox } from "./combobox.js";

/** @typedef {{title: string, url: string, kind_label: string}} Suggestion */

/**
 * Offer titles in a search box, and the search itself after them.
 * @param {HTMLInputElement} input
 * @returns {void}
 */
export function suggestIn(input) {
  /** @type {Map<string, Suggestion[]>} */
  const answers = new Map();

  async function find(/** @type {string} */ q, /** @type {AbortSignal} */ signal) {
    if (!answers.has(q)) {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`, { signal });
      if (!answer.ok) return [];
      answers.set(q, await answer.json());
    }
    const titles = answers.get(q).map(({ title, url, kind_label }) => {
      const option = build("li", { "data-url": url }, `${title} `);
      option.append(build("span", {}, kind_label));
      return option;
    });
    const where = input.form.querySelector("input[type=hidden]") ? "avec ces filtres" : "partout";
    return [...titles, build("li", { class: "everywhere" }, `Chercher «\u00a0${q}\u00a0» ${where}`)];
  }

  makeCombobox(input, {
    label: "Titres proposés",
    find,
    choose: (option) => {
      if (option.dataset.url) location.assign(option.dataset.url);
      else input.form.requestSubmit();
    },
    count: (options) => {
      const titles = options.filter((option) => option.dataset.url).length;
      return titles ? `${titles} titre${titles > 1 ? "s" : ""} proposé${titles > 1 ? "s" : ""}` : "";
    },
  });
  input.setAttribute("enterkeyhint", "search");
}
