/**
 * Sorts the inbox of the veille with the keyboard: j and k go from one item to the next, o opens it, g goes to its line,
 * e discards it, u undoes. Keys count only while the list has the focus, and never in a field. Without it, buttons do all.
 * @module
 */

const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-items]"));
const items = [...document.querySelectorAll("[data-item]")].map((item) => /** @type {HTMLElement} */ (item));

// Where the last gesture was made, for the page that follows it.
const PLACE = "veille:place";

/** @returns {number} rank of the item that has the focus, -1 if none has. */
function rank() {
  return items.findIndex((item) => item.contains(document.activeElement));
}

/**
 * Give the focus to an item; the first and the last ones keep it.
 * @param {number} place
 */
function go(place) {
  const item = items[Math.max(0, Math.min(place, items.length - 1))];
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
}

/** Back from a gesture, take the place where it was made: the next item stands there. A refused line comes first. */
function goOn() {
  if (rank() >= 0) return;
  const refused = items.find((item) => item.querySelector(".has-error"));
  if (refused) /** @type {HTMLElement | null} */ (refused.querySelector("[name=why]"))?.focus();
  else if (location.hash === "#trier") go(Number(sessionStorage.getItem(PLACE)));
}

/**
 * Press what the page has for a gesture.
 * @param {ParentNode} where
 * @param {string} selector
 */
function press(where, selector) {
  /** @type {HTMLElement | null} */ (where.querySelector(selector))?.click();
}

/** @type {Record<string, (place: number) => void>} */
const GESTURES = {
  j: (place) => go(place + 1),
  k: (place) => go(place - 1),
  o: (place) => press(items[place], "[data-open]"),
  g: (place) => /** @type {HTMLElement | null} */ (items[place].querySelector("[name=why]"))?.focus(),
  e: (place) => press(items[place], "[data-discard]"),
  u: () => press(document, "[data-undo]"),
};

/**
 * Obey a key, or let it be typed.
 * @param {KeyboardEvent} event
 */
function obey(event) {
  const place = rank();
  if (place < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target instanceof HTMLInputElement) {
    if (event.key === "Escape") items[place].focus();
    return;
  }
  const gesture = GESTURES[event.key.toLowerCase()];
  if (!gesture) return;
  event.preventDefault();
  gesture(place);
}

if (list && items.length > 0) {
  const start = /** @type {HTMLElement} */ (document.querySelector("[data-start]"));
  const keys = /** @type {HTMLElement} */ (document.querySelector("[data-keys]"));
  for (const item of items) item.tabIndex = -1;
  list.addEventListener("keydown", obey);
  start.hidden = keys.hidden = false;
  start.addEventListener("click", () => go(0));
  addEventListener("submit", () => sessionStorage.setItem(PLACE, String(Math.max(rank(), 0))));
  goOn();
  // The browser forgets the focus when it comes to the place that the address names.
  addEventListener("load", () => setTimeout(goOn));
}
