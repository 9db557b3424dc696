/**
 * Tells the journal of searches that a result was opened: the words searched, those of the search before, and nobody.
 * Once a page.
 * @module
 */

/** @type {HTMLElement} */
const results = document.querySelector("[data-opened]");
let isTold = false;

/** Return the words of the search that this one was typed on, if there was one. */
function wordsBefore() {
  if (!document.referrer) return "";
  const { origin, pathname, searchParams } = new URL(document.referrer);
  const isSearch = origin === location.origin && pathname === location.pathname && !searchParams.has("essai");
  return isSearch ? (searchParams.get("q") ?? "") : "";
}

/**
 * Tell the journal, if a result is opened for the first time.
 * @param {MouseEvent} event
 */
function tell(event) {
  if (isTold || event.button > 1 || !(/** @type {Element} */ (event.target).closest("h2 a"))) return;
  const { opened, question } = results.dataset;
  const words = new FormData();
  words.append("q", question);
  words.append("avant", wordsBefore());
  isTold = navigator.sendBeacon(opened, words);
}

results?.addEventListener("click", tell);
// A middle click opens a result as well, in a new tab.
results?.addEventListener("auxclick", tell);
