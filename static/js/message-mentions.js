/**
 * Offers people while one types @ and the beginning of a name in a message: arrows choose, Enter or Tab takes, Escape
 * closes. What is written is a link to their page; those who are named are told when the message is published.
 * @module
 */
import { buildElement } from "./element.js";
import { insertWords } from "./insert-words.js";

/** @typedef {{name: string, detail: string, url: string}} Person */

const PAUSE = 250;
const NAME = /(?:^|[\s(])@([\p{L}][\p{L}'’-]+(?: [\p{L}'’-]*)?)$/u;

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
  const list = buildElement("ul", { className: "suggestions", id: `${text.id}-personnes`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Personnes à nommer");
  const status = buildElement("p", { className: "sr" });
  status.setAttribute("role", "status");
  text.after(buildElement("div", { className: "mention-list" }, list, status));
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  /** @type {Person[]} */
  let people = [];
  let current = 0;
  /** @type {number} */
  let timer;
  /** @type {AbortController} */
  let request;

  function typedName() {
    return NAME.exec(text.value.slice(Math.max(0, text.selectionStart - 80), text.selectionStart))?.[1];
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  }

  function point(/** @type {number} */ place) {
    current = (place + people.length) % people.length;
    [...list.children].forEach((option, rank) => option.setAttribute("aria-selected", String(rank === current)));
    list.children[current].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", list.children[current].id);
  }

  function take() {
    const { name, url } = people[current];
    const end = text.selectionStart;
    text.setSelectionRange(end - typedName().length - 1, end);
    const words = `[@${name.replace(/[[\]]/g, "")}](${url}) `;
    close();
    insertWords(text, words, words.length, words.length);
    status.textContent = `${name}\u00a0: nom écrit.`;
  }

  async function ask(/** @type {string} */ name) {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: name })}`, { signal: request.signal });
      people = answer.ok && !answer.redirected ? await answer.json() : [];
    } catch {
      return; // another letter was typed, or the line is cut: the name is typed as any word
    }
    if (!people.length || document.activeElement !== text) return close();
    const options = people.map(({ name, detail }, rank) => {
      const option = buildElement("li", { id: `${list.id}-${rank}` }, `${name} `, buildElement("span", {}, detail));
      option.setAttribute("role", "option");
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = false;
    point(0);
    const count = people.length > 1 ? `${people.length} personnes` : "Une personne";
    status.textContent = `${count}\u00a0: flèches pour les parcourir, Entrée pour nommer ${people[0].name}.`;
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    const name = typedName();
    if (name) timer = setTimeout(ask, PAUSE, name);
    else close();
  });
  text.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => point(current + 1),
      ArrowUp: () => point(current - 1),
      Escape: close,
      Enter: take,
      Tab: take,
    };
    if (!keys[event.key] || event.shiftKey) return;
    event.preventDefault();
    if (typedName() || event.key === "Escape") keys[event.key]();
    else close();
  });
  text.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (!option) return;
    point([...list.children].indexOf(option));
    take();
  });
}
