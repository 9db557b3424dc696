// A page that watches a job fetches itself again: how far it is changes in place; once it is over, the whole page comes.
const told = document.querySelector("[data-told]");

async function look() {
  const watched = document.querySelector("[data-watched]");
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(watched.id);
    if (!answer.ok || answer.redirected || !fresh?.dataset.watched) return location.reload();
    const focused = watched.contains(document.activeElement);
    watched.replaceWith(fresh);
    if (focused) fresh.querySelector("a")?.focus();
    told.textContent = fresh.querySelector("progress")?.textContent ?? "";
  } catch {
    // The line is down: the next look may do better.
  }
  setTimeout(look, watched.dataset.watched * 1000);
}

setTimeout(look, 1000);
