// The code to scan changes by itself: the page fetches itself again, and says when the line no longer lets it.
const projected = document.querySelector("[data-rotating]");
const stale = projected.querySelector("[data-stale]");

async function turn() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (answer.redirected) return location.assign(answer.url); // closed, or logged out
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["code", "compte"]) document.getElementById(id).replaceWith(page.getElementById(id));
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
}

setInterval(turn, Number(projected.dataset.rotating) * 1000);
