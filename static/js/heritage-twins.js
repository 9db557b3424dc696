/**
 * While a heritage place is typed, those that may be the same appear under its commune.
 * Without this script, the page of the draft shows them.
 * @module
 */
const PAUSE = 500;
const FIELDS = { nom: "#id_name", commune: "#id_commune", position: "#id_position" };

/** @type {HTMLElement} */
const zone = document.querySelector("[data-twins]");
const inputs = Object.entries(FIELDS).map(
  ([name, selector]) => /** @type {[string, HTMLInputElement]} */ ([name, document.querySelector(selector)]),
);
let waiting = 0;
let asked = "";

/** Ask for places like the one typed; what was typed meanwhile wins. */
async function look() {
  const typed = new URLSearchParams(inputs.map(([name, input]) => [name, input.value.trim()])).toString();
  if (typed === asked) return;
  asked = typed;
  try {
    const answer = await fetch(`${zone.dataset.twins}?${typed}`);
    const text = answer.ok && !answer.redirected ? await answer.text() : "";
    if (typed === asked) {
      zone.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    }
  } catch {
    zone.replaceChildren();
  }
}

if (zone && inputs.every(([, input]) => input)) {
  const position = inputs[2][1];
  (position.closest(".field") ?? position).after(zone);
  zone.setAttribute("aria-live", "polite");
  for (const [, input] of inputs) {
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
  }
}
