/**
 * Offers people while one types @ and the beginning of a name in a message (combobox.js): Enter or Tab takes the one
 * pointed at. Their name is written, their key goes with the form:
 * the site makes a link of it, and tells them, when the message is published.
 * @module
 */
import { build, makeCombobox } from "./combobox.js";
import { insertWords } from "./insert-words.js";

/** @typedef {{name: string, detail: string, url: string}} Person */

const NAME = /(?:^|[\s(])@([\p{L}][\p{L}'’-]+(?: [\p{L}'’-]*)?)$/u;
// A name is near the caret: a long text is not read whole at each letter.
const LONGEST = 80;

for (const element of document.querySelectorAll("form[data-people]")) {
  const form = /** @type {HTMLFormElement} */ (element);
  const text = form.querySelector("textarea");
  if (text) offerPeople(text, form.dataset.people);
}

/**
 * Offer people in a text.
 * @param {HTMLTextAreaElement} text
 * @param {string} address
 */
function offerPeople(text, address) {
  const typed = () => {
    const { selectionStart: end, selectionEnd, value } = text;
    return end === selectionEnd ? (NAME.exec(value.slice(Math.max(0, end - LONGEST), end))?.[1] ?? "") : "";
  };

  async function find(/** @type {string} */ q, /** @type {AbortSignal} */ signal) {
    const answer = await fetch(`${address}?${new URLSearchParams({ q })}`, { signal });
    /** @type {Person[]} */
    const people = answer.ok && !answer.redirected ? await answer.json() : [];
    return people.map(({ name, detail, url }) => {
      const option = build("li", { "data-name": name, "data-url": url }, `${name} `);
      option.append(build("span", {}, detail));
      return option;
    });
  }

  function choose(/** @type {HTMLElement} */ option) {
    const { name, url } = option.dataset;
    const end = text.selectionStart;
    text.setSelectionRange(end - typed().length - 1, end);
    const key = Object.assign(document.createElement("input"), { type: "hidden", name: "nomme" });
    key.value = /(\d+)\/$/.exec(url)[1];
    text.form.append(key);
    const words = `@${name} `;
    insertWords(text, words, words.length, words.length);
    say(`${name}\u00a0: nom écrit.`);
  }

  const say = makeCombobox(text, {
    label: "Personnes à nommer",
    typed,
    find,
    choose,
    count: ({ length }) => (length ? `${length} personne${length > 1 ? "s" : ""}` : ""),
    pointsAtFirst: true,
    tabTakes: true,
    frame: build("div", { class: "mention-list" }),
  });
}
