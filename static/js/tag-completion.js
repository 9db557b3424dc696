/**
 * Offers the tags of the site while one types them, separated by commas: arrows choose, Enter or Tab takes, Escape closes.
 * Without this script the browser completes from the list of the page.
 * @module
 */
import { buildElement } from "./element.js";

/** @typedef {{name: string, merged: string}} Tag */

const PAUSE = 200;

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
  const list = buildElement("ul", { className: "suggestions", id: `${field.id}-mots`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Mots-clés proposés");
  const status = buildElement("p", { className: "sr" });
  status.setAttribute("role", "status");
  field.removeAttribute("list");
  field.after(buildElement("div", { className: "mention-list" }, list, status));
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  /** @type {Tag[]} */
  let tags = [];
  let current = -1;
  /** @type {number} */
  let timer;
  /** @type {AbortController} */
  let request;

  /** Words before the one being typed, each followed by a comma. */
  function before() {
    return field.value.slice(0, field.value.lastIndexOf(",") + 1);
  }

  function typedWord() {
    return field.value.slice(before().length).trim();
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function point(/** @type {number} */ place) {
    current = (place + tags.length) % tags.length;
    [...list.children].forEach((option, rank) => option.setAttribute("aria-selected", String(rank === current)));
    list.children[current].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", list.children[current].id);
  }

  function take() {
    const start = before();
    field.value = `${start}${start ? " " : ""}${tags[current].name}, `;
    status.textContent = `${tags[current].name}\u00a0: mot-clé écrit.`;
    close();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function ask(/** @type {string} */ word) {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: word })}`, { signal: request.signal });
      tags = answer.ok && !answer.redirected ? await answer.json() : [];
    } catch {
      return; // another letter was typed, or the line is cut: the word is typed as any other
    }
    const taken = before().split(",").map((name) => name.trim().toLowerCase());
    tags = tags.filter(({ name }) => !taken.includes(name.toLowerCase()));
    if (!tags.length || document.activeElement !== field) return close();
    const options = tags.map(({ name, merged }, rank) => {
      const option = buildElement("li", { id: `${list.id}-${rank}` }, name);
      if (merged) option.append(buildElement("span", {}, `au lieu de «\u00a0${merged}\u00a0»`));
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = false;
    current = -1;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
    const count = tags.length > 1 ? `${tags.length} mots-clés` : "Un mot-clé";
    status.textContent = `${count}\u00a0: flèches pour les parcourir.`;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    const word = typedWord();
    if (word) timer = setTimeout(ask, PAUSE, word);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    /** @type {Record<string, () => void>} */
    const keys = { ArrowDown: () => point(current + 1), ArrowUp: () => point(Math.max(current, 0) - 1), Escape: close };
    if (current >= 0) Object.assign(keys, { Enter: take, Tab: take });
    if (!keys[event.key] || event.shiftKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (!option) return;
    point([...list.children].indexOf(option));
    take();
  });
}
