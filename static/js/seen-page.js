/**
 * Whoever has the page of an object before them has read its notices: tell the site, once the page has been seen.
 * Without this, they are read from the list of notices.
 * @module
 */
const LONG_ENOUGH = 2000;

/**
 * Tell the site which page is read, if it stays in view for two seconds.
 * @param {HTMLFormElement} form - that of the header with the token; it names the address while something is unread
 * @returns {void}
 */
export function tellSeenPage(form) {
  setTimeout(() => {
    if (document.visibilityState !== "visible") return;
    const words = new FormData(form);
    words.set("page", location.pathname);
    fetch(form.dataset.seen, { method: "POST", body: words, keepalive: true }).catch(() => {});
  }, LONG_ENOUGH);
}
