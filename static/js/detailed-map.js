/**
 * « Carte détaillée »: Leaflet over the tiles that the operator chose, only after a click. Until then, and without this
 * script, the drawing of the server and the list say the same.
 * @module
 */

/**
 * @typedef {{latitude: number, longitude: number, name: string, words: string, state: string, url: string}} Place
 */

const CLOSEST = 18;

/** @type {HTMLButtonElement} */
const button = document.querySelector("[data-detailed-map-open]");
/** @type {HTMLElement} */
const box = document.querySelector("[data-detailed-map]");
/** @type {HTMLElement} */
const status = document.querySelector("[data-detailed-map-status]");

/**
 * Load a file of Leaflet.
 * @param {HTMLScriptElement | HTMLLinkElement} element
 * @returns {Promise<void>}
 */
function load(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => reject(new Error("not loaded")));
    document.head.append(element);
  });
}

/** @returns {Promise<void[]>} */
function loadLeaflet() {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.style });
  const script = Object.assign(document.createElement("script"), { src: box.dataset.script });
  return Promise.all([load(style), load(script)]);
}

/**
 * What opens beside a mark: the name, which leads to the page of the place, and whether it is open.
 * @param {Place} place
 */
function card(place) {
  const link = Object.assign(document.createElement("a"), { href: place.url, textContent: place.name });
  const words = Object.assign(document.createElement("p"), { textContent: place.words });
  const whole = document.createElement("div");
  whole.append(link, words);
  return whole;
}

/** @param {Place[]} places */
function draw(places) {
  const leaflet = /** @type {any} */ (window).L;
  const credit = document.createElement("span");
  credit.textContent = box.dataset.credit;
  box.hidden = false;
  const map = leaflet.map(box, { zoomControl: false });
  leaflet.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
  map.attributionControl.setPrefix(false);
  leaflet.tileLayer(box.dataset.tiles, {
    attribution: credit.innerHTML,
    maxZoom: CLOSEST,
    referrerPolicy: "strict-origin",
  }).addTo(map);
  map.fitBounds(places.map((place) => [place.latitude, place.longitude]), { padding: [24, 24], maxZoom: 13 });
  for (const place of places) {
    const icon = leaflet.divIcon({ className: `map-pin ${place.state}`, iconSize: [24, 24] });
    const mark = leaflet.marker([place.latitude, place.longitude], { icon, title: `${place.name}, ${place.words}` });
    mark.bindPopup(card(place), { closeButton: false }).addTo(map);
    mark.getElement().setAttribute("aria-label", `${place.name}, ${place.words}`);
  }
}

async function open() {
  button.disabled = true;
  status.textContent = "La carte se charge…";
  try {
    const [answer] = await Promise.all([fetch(box.dataset.points), loadLeaflet()]);
    const { total, places } = await answer.json();
    if (!places.length) {
      status.textContent = "Aucun lieu à montrer : retirez un critère.";
      button.disabled = false;
      return;
    }
    draw(places);
    button.hidden = true;
    status.textContent = places.length < total ? `Les ${places.length} premiers lieux sur ${total}.` : "";
    box.focus();
  } catch {
    status.textContent = "La carte détaillée ne répond pas. Le dessin ci-dessus et la liste disent la même chose.";
    button.disabled = false;
  }
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", open);
}
