/**
 * A list of choices under a field, offered while one types, as the ARIA practices describe it: arrows move, Enter takes,
 * Escape closes, a screen reader is told how many there are. The field works without it.
 * @module
 */

const SHORTEST = 2;
const PAUSE = 200;

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * What a field offers.
 * @typedef {object} Choices
 * @property {string} label name of the list
 * @property {(q: string, signal: AbortSignal) => Promise<HTMLElement[]>} find options for a text, « li » without a role
 * @property {(option: HTMLElement) => void} choose called with the option pressed
 * @property {(options: HTMLElement[]) => string} count what is said of the options; empty: the list stays closed
 * @property {() => string} [typed] what is being typed, empty while there is nothing to offer; by default the whole field
 * @property {boolean} [picksFirst] whether Enter takes the first option when none is pointed at
 * @property {boolean} [pointsAtFirst] whether an option is always pointed at, the first at the beginning
 * @property {boolean} [tabTakes] whether Tab takes the option pointed at
 * @property {Element} [frame] element that holds the list, put after the field; by default the list stands there itself
 */

/**
 * Offer choices in a field. Return what is said aloud after a choice.
 * @param {Field} field
 * @param {Choices} choices
 * @returns {(words: string) => void}
 */
export function makeCombobox(field, choices) {
  const { label, find, choose, count, picksFirst = false, pointsAtFirst = false, tabTakes = false } = choices;
  const typed = choices.typed ?? (() => (field.value.trim().length < SHORTEST ? "" : field.value.trim()));
  // A box of one line may be a combobox; a text of several lines keeps its role, and its arrows while the list is closed.
  const isLine = field instanceof HTMLInputElement;
  const list = build("ul", {
    id: `${field.id}-titres`,
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
    if (isLine) field.setAttribute("aria-expanded", String(isOpen));
    point(isOpen && pointsAtFirst ? 0 : -1);
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
  }

  function close() {
    stop();
    status.textContent = "";
    unfold(false);
  }

  function point(/** @type {number} */ place) {
    current = place;
    options().forEach((option, rank) => {
      option.setAttribute("aria-selected", String(rank === place));
    });
    const option = list.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(/** @type {HTMLElement[]} */ found) {
    if (document.activeElement !== field) return;
    found.forEach((option, rank) => {
      option.id = `${list.id}-${rank}`;
      option.setAttribute("role", "option");
    });
    list.replaceChildren(...found);
    const words = count(found);
    unfold(words !== "");
    const way = pointsAtFirst
      ? "flèches pour les parcourir, Entrée pour choisir"
      : "flèche vers le bas pour les parcourir";
    status.textContent = words && `${words}, ${way}.`;
  }

  async function ask(/** @type {string} */ q) {
    stop();
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
    const first = pointsAtFirst ? 0 : -1; // the field itself is a place, unless an option is always pointed at
    const places = list.children.length - first;
    point(((current - first + step + places) % places) + first);
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: close,
    Enter: () => take(options()[Math.max(current, 0)]),
    Tab: () => take(options()[current]),
  };

  function takesKey(/** @type {KeyboardEvent} */ { key, shiftKey }) {
    if (shiftKey || !keys[key]) return false;
    if (key === "Enter") return current >= 0 || picksFirst;
    return key !== "Tab" || (tabTakes && current >= 0);
  }

  field.addEventListener("input", () => {
    stop();
    const q = typed();
    if (q) timer = setTimeout(ask, PAUSE, q);
    else close();
  });
  /** @type {HTMLElement} */ (field).addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const q = typed();
    if (!list.hidden && !q) close(); // the caret went elsewhere
    if (list.hidden && isLine && event.key === "ArrowDown" && q) {
      event.preventDefault();
      ask(q);
    } else if (!list.hidden && takesKey(event)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  // The field keeps the focus while one presses on an option.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (option) take(option);
  });

  setAttributes(field, { "aria-autocomplete": "list", "aria-controls": list.id });
  // A search box has no other role; a box of text may be a combobox.
  if (isLine) setAttributes(field, { type: "text", role: "combobox", "aria-expanded": "false" });
  choices.frame?.append(list, status);
  field.after(...(choices.frame ? [choices.frame] : [list, status]));
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
