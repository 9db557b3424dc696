/**
 * Titles offered while one types in a search box: a combobox with a list, as the ARIA practices describe it. The box
 * works without it.
 * @module
 */

/** @typedef {{title: string, url: string, kind_label: string}} Suggestion */

const SHORTEST = 2;
const PAUSE = 200;

/**
 * Offer titles in each search box of the page.
 * @returns {void}
 */
export function suggestTitles() {
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    suggestIn(/** @type {HTMLInputElement} */ (input));
  }
}

/**
 * Offer titles in a search box.
 * @param {HTMLInputElement} input
 */
function suggestIn(input) {
  const list = build("ul", {
    id: `${input.id}-titres`,
    class: "suggestions",
    role: "listbox",
    "aria-label": "Titres proposés",
    hidden: "",
  });
  const status = build("p", { class: "sr", role: "status" });
  /** @type {Map<string, Suggestion[]>} */
  const answers = new Map();
  let current = -1;
  /** @type {number} */
  let timer;
  /** @type {AbortController} */
  let request;

  const options = () => [...list.children].map((option) => /** @type {HTMLElement} */ (option));

  function unfold(/** @type {boolean} */ isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    point(-1);
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    unfold(false);
  }

  function point(/** @type {number} */ place) {
    current = place;
    options().forEach((option, rank) => {
      option.setAttribute("aria-selected", String(rank === place));
    });
    const option = list.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(/** @type {string} */ q, /** @type {Suggestion[]} */ found) {
    if (document.activeElement !== input) return;
    const fresh = found.map(({ title, url, kind_label }) => {
      const option = build("li", { role: "option", "data-url": url }, `${title} `);
      option.append(build("span", {}, kind_label));
      return option;
    });
    const where = input.form.querySelector("input[type=hidden]") ? "avec ces filtres" : "partout";
    fresh.push(build("li", { role: "option", class: "everywhere" }, `Chercher «\u00a0${q}\u00a0» ${where}`));
    fresh.forEach((option, rank) => {
      option.id = `${list.id}-${rank}`;
    });
    list.replaceChildren(...fresh);
    unfold(found.length > 0);
    const count = found.length === 1 ? "1 titre proposé" : `${found.length} titres proposés`;
    status.textContent = found.length ? `${count}, flèche vers le bas pour les parcourir.` : "";
  }

  async function ask(/** @type {string} */ q) {
    request?.abort();
    if (answers.has(q)) {
      show(q, answers.get(q));
      return;
    }
    request = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`, { signal: request.signal });
      if (!answer.ok) {
        close();
        return;
      }
      answers.set(q, await answer.json());
      show(q, answers.get(q));
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") close();
    }
  }

  function choose(/** @type {HTMLElement} */ option) {
    close();
    if (option.dataset.url) location.assign(option.dataset.url);
    else input.form.requestSubmit();
  }

  function move(/** @type {1 | -1} */ step) {
    const places = list.children.length + 1; // the box itself is one
    point((current + 1 + step + places) % places - 1);
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: close,
    Enter: () => choose(options()[current]),
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    const q = input.value.trim();
    if (q.length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE, q);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden && event.key === "ArrowDown" && input.value.trim().length >= SHORTEST) {
      event.preventDefault();
      ask(input.value.trim());
    } else if (!list.hidden && keys[event.key] && (event.key !== "Enter" || current >= 0)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // The box keeps the focus while one presses on a title.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(/** @type {Element} */ (event.target).closest("li")));

  // A search box has no other role; a box of text may be a combobox.
  setAttributes(input, {
    type: "text",
    enterkeyhint: "search",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  });
  input.after(list, status);
}

/**
 * Build an element with its attributes and its text.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 * @returns {HTMLElement}
 */
function build(name, attributes, text = "") {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(text);
  return element;
}

/**
 * Set several attributes.
 * @param {Element} element
 * @param {Record<string, string>} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
