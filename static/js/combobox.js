/**
 * A box of text that offers choices while one types: a combobox with a list, as the ARIA practices describe it. The box
 * works without it.
 * @module
 */

const SHORTEST = 2;
const PAUSE = 200;

/**
 * What a combobox offers.
 * @typedef {object} Choices
 * @property {string} label name of the list
 * @property {(q: string, signal: AbortSignal) => Promise<HTMLElement[]>} find options for a text, « li » without a role
 * @property {(option: HTMLElement) => void} choose called with the option pressed
 * @property {(options: HTMLElement[]) => string} count what is said of the options; empty: the list stays closed
 * @property {boolean} [picksFirst] whether Enter takes the first option when none is pointed at
 */

/**
 * Make a combobox of a box of text. Return what is said aloud after a choice.
 * @param {HTMLInputElement} input
 * @param {Choices} choices
 * @returns {(words: string) => void}
 */
export function makeCombobox(input, { label, find, choose, count, picksFirst = false }) {
  const list = build("ul", {
    id: `${input.id}-titres`,
    class: "suggestions",
    role: "listbox",
    "aria-label": label,
    hidden: "",
  });
  const status = build("p", { class: "sr", role: "status" });
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

  function show(/** @type {HTMLElement[]} */ found) {
    if (document.activeElement !== input) return;
    found.forEach((option, rank) => {
      option.id = `${list.id}-${rank}`;
      option.setAttribute("role", "option");
    });
    list.replaceChildren(...found);
    const words = count(found);
    unfold(words !== "");
    status.textContent = words && `${words}, flèche vers le bas pour les parcourir.`;
  }

  async function ask(/** @type {string} */ q) {
    request?.abort();
    request = new AbortController();
    try {
      show(await find(q, request.signal));
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") close();
    }
  }

  function take(/** @type {HTMLElement} */ option) {
    close();
    choose(option);
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
    Enter: () => take(options()[Math.max(current, 0)]),
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
    } else if (!list.hidden && keys[event.key] && (event.key !== "Enter" || current >= 0 || picksFirst)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // The box keeps the focus while one presses on an option.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (option) take(option);
  });

  // A search box has no other role; a box of text may be a combobox.
  setAttributes(input, {
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  });
  input.after(list, status);
  return (words) => {
    status.textContent = words;
  };
}

/**
 * Build an element with its attributes and its text.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 * @returns {HTMLElement}
 */
export function build(name, attributes, text = "") {
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
