/**
 * The code to scan changes by itself: the page fetches itself again, and says when the line no longer lets it.
 * @module
 */

const PATIENCE = 10_000;
/** @type {HTMLElement} */
const projected = document.querySelector("[data-rotating]");
/** @type {HTMLElement} */
const stale = projected.querySelector("[data-stale]");

/** Show the code of now. */
async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.redirected) {
      location.assign(answer.url); // closed, or logged out
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["code", "compte"]) document.getElementById(id).replaceWith(page.getElementById(id));
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
}

setInterval(refresh, Number(projected.dataset.rotating) * 1000);
