/**
 * A trail to take where there is no network: its page, its map and its photos, kept in this device on a click
 * (offline-worker.js answers then). It is of nobody: it stays when members come and leave. Opened with a network, the
 * trail that was taken is kept anew, without what was withdrawn meanwhile.
 * @module
 */

import { keepKioskPages } from "./offline-pages.js";

const MARK = "circuit:";

/** @type {HTMLButtonElement} */
const button = document.querySelector("[data-pack]");
/** @type {HTMLElement} */
const status = document.querySelector("[data-pack-status]");

/**
 * Keep the page with its pictures, and say whether it opens without network.
 * @returns {Promise<void>}
 */
async function take() {
  const path = button.dataset.pack;
  status.textContent = "Un instant, le circuit se copie.";
  const pictures = [.../** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll("main img"))].map(
    ({ src }) => new URL(src).pathname,
  );
  const about = { worker: button.dataset.worker, scope: path, paths: [path, ...pictures], asVisitor: true };
  const isKept = await keepKioskPages(about).catch(() => false);
  if (isKept) localStorage.setItem(MARK + path, "emporté");
  button.hidden = isKept;
  status.textContent = isKept
    ? "Ce circuit est dans cet appareil : il s’ouvre à cette adresse, même sans réseau."
    : "Ce circuit n’a pas pu être copié. Réessayez là où le réseau est bon.";
}

if (button && "serviceWorker" in navigator && "caches" in self) {
  const isTaken = localStorage.getItem(MARK + button.dataset.pack) !== null;
  button.hidden = isTaken;
  button.addEventListener("click", take);
  if (isTaken) take();
}
