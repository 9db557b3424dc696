// A page that watches a job fetches itself again: how far it is changes in place, each quarter of the way is read aloud;
// once it is over, the whole page comes.
const told = document.querySelector("[data-told]");
const quarter = (bar) => (bar ? Math.floor((4 * bar.value) / bar.max) : 0);

async function look() {
  const watched = document.querySelector("[data-watched]");
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(watched.id);
    if (!answer.ok || answer.redirected || !fresh?.dataset.watched) return location.reload();
    const [before, now] = [watched, fresh].map((zone) => zone.querySelector("progress"));
    if (quarter(now) !== quarter(before)) told.textContent = now.textContent;
    const focused = watched.contains(document.activeElement);
    watched.replaceWith(fresh);
    if (focused) fresh.querySelector("a")?.focus();
  } catch {
    // The line is down: the next look may do better.
  }
  setTimeout(look, watched.dataset.watched * 1000);
}

setTimeout(look, 1000);
