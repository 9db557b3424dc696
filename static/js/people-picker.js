/**
 * Choice of people as one types: a name pressed in the list joins those chosen, where a tick may take it away. Without
 * this script, a button shows whom the name may mean (templates/reseau/people/members/_people.html).
 * @module
 */
import { build, makeCombobox } from "./combobox.js";

/** @typedef {{key: number, name: string, detail: string}} Person */

for (const picker of document.querySelectorAll("[data-picker]")) pickIn(/** @type {HTMLElement} */ (picker));

/**
 * Return the parameter that leaves somebody out of the choice.
 * @param {HTMLInputElement} box
 * @returns {[string, string]}
 */
const toParameter = (box) => ["sauf", box.value];

/**
 * Add somebody to those chosen.
 * @param {HTMLElement} picker
 * @param {string} key
 * @param {string} name
 * @param {string} [place]
 * @returns {void}
 */
export function addPick(picker, key, name, place = "") {
  /** @type {HTMLInputElement} */
  const input = picker.querySelector(".filter-line input");
  const box = build("input", { type: picker.dataset.kind, name: input.name, value: key });
  /** @type {HTMLInputElement} */ (box).checked = true;
  const label = build("label", { class: "choice" });
  const words = build("span", {}, name);
  if (place) words.append(build("span", { class: "soft small" }, place));
  label.append(box, words);
  const line = build("li", {});
  line.append(label);
  /** @type {HTMLElement} */
  const picked = picker.querySelector(".picked");
  picked.append(line);
  picked.hidden = false;
}

/**
 * Make a combobox of a choice of people.
 * @param {HTMLElement} picker
 */
function pickIn(picker) {
  /** @type {HTMLInputElement} */
  const input = picker.querySelector(".filter-line input");
  /** @type {HTMLElement} */
  const picked = picker.querySelector(".picked");
  const boxes = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (picked.querySelectorAll("input"))];
  picker.querySelector("button").remove();

  async function find(/** @type {string} */ q, /** @type {AbortSignal} */ signal) {
    const parameters = new URLSearchParams([["q", q], ...boxes().filter((box) => box.checked).map(toParameter)]);
    const answer = await fetch(`${picker.dataset.picker}?${parameters}`, { signal });
    /** @type {Person[]} */
    const people = answer.ok ? await answer.json() : [];
    return people.map((person) => {
      const option = build("li", { "data-key": String(person.key), "data-name": person.name }, `${person.name} `);
      option.append(build("span", {}, person.detail));
      return option;
    });
  }

  function choose(/** @type {HTMLElement} */ option) {
    input.value = "";
    const known = boxes().find((box) => box.value === option.dataset.key);
    if (known) known.checked = true;
    else addPick(picker, option.dataset.key, `${option.dataset.name} `, option.lastChild.textContent);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const count = boxes().filter((box) => box.checked).length;
    say(`${option.dataset.name}\u00a0: choix noté, ${count} personne${count > 1 ? "s" : ""}.`);
  }

  const say = makeCombobox(input, {
    label: "Personnes proposées",
    find,
    choose,
    count: (options) => options.length ? `${options.length} personne${options.length > 1 ? "s" : ""}` : "",
    picksFirst: true,
  });
}
