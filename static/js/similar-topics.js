/**
 * While the title of a new topic is typed, what the forums and the library already say appears under it.
 * Without this script, a button under the form shows the same.
 * @module
 */
const PAUSE = 500;

/** @type {HTMLElement} */
const zone = document.querySelector("[data-similar]");
/** @type {HTMLInputElement} */
const title = document.querySelector("#id_title");
let waiting = 0;
let asked = "";

/** Ask for titles like the one typed; what was typed meanwhile wins. */
async function look() {
  const words = title.value.trim();
  if (words === asked) return;
  asked = words;
  try {
    const answer = await fetch(`${zone.dataset.similar}?titre=${encodeURIComponent(words)}`);
    const text = answer.ok && !answer.redirected ? await answer.text() : "";
    if (words === asked) {
      zone.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    }
  } catch {
    zone.replaceChildren();
  }
}

if (zone && title) {
  (title.closest(".field") ?? title).after(zone);
  zone.setAttribute("aria-live", "polite");
  title.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}
