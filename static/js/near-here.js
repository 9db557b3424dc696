/**
 * « Près d’ici »: the list around where the visitor is, only after a click, to about a kilometre, kept nowhere. Without
 * it, or if the browser refuses, one types a commune.
 * @module
 */

// Two decimals of a degree: about a kilometre. The server rounds too (reseau/directory/starting_point.py).
const DECIMALS = 2;
const WAIT = 10_000;

/** @type {HTMLButtonElement} */
const button = document.querySelector("[data-near-here]");
/** @type {HTMLElement} */
const status = document.querySelector("[data-near-here-status]");
/** @type {HTMLFormElement} */
const form = document.querySelector("#chercher");

/**
 * Open the list around a position, with the criteria that are chosen.
 * @param {GeolocationPosition} position
 */
function openAround({ coords }) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name !== "q" && name !== "pres" && value) query.append(name, String(value));
  }
  query.set("pres", `${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`);
  location.assign(`${location.pathname}?${query}`);
}

function askForCommune() {
  status.textContent = "Votre navigateur ne donne pas votre position : écrivez votre commune.";
  form.querySelector("input").focus();
}

if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    status.textContent = "Recherche de votre position…";
    navigator.geolocation.getCurrentPosition(openAround, askForCommune, { timeout: WAIT, maximumAge: 60_000 });
  });
}
