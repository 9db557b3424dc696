/**
 * A page that watches a job fetches itself again: its progress changes in place, each quarter of the way is read aloud;
 * once the job is over, the whole page comes.
 * @module
 */

const FIRST_LOOK = 1_000;
const PATIENCE = 10_000;
const status = document.querySelector("[data-told]");

/**
 * Return how many quarters of the way are done.
 * @param {HTMLProgressElement | null} bar
 */
const countQuarters = (bar) => (bar ? Math.floor((4 * bar.value) / bar.max) : 0);

/** Look once at the job, and plan the next look. */
async function look() {
  /** @type {HTMLElement} */
  const zone = document.querySelector("[data-watched]");
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const newZone = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(zone.id);
    if (!answer.ok || answer.redirected || !newZone?.dataset.watched) {
      location.reload();
      return;
    }
    const [before, now] = [zone, newZone].map((part) => part.querySelector("progress"));
    if (countQuarters(now) !== countQuarters(before)) status.textContent = now.textContent;
    const hadFocus = zone.contains(document.activeElement);
    zone.replaceWith(newZone);
    if (hadFocus) newZone.querySelector("a")?.focus();
  } catch {
    // The line is down: the next look may do better.
  }
  setTimeout(look, Number(zone.dataset.watched) * 1000);
}

setTimeout(look, FIRST_LOOK);
