/**
 * What waits on this device and what the site refused, shown on the page (components/_offline_queue.html). For any page
 * that uses offline-queue.js.
 * @module
 */
import { buildElement } from "./element.js";
import { LOGGED_OUT, OTHER_ACCOUNT, OUT_OF_REACH } from "./offline-queue.js";

/** @typedef {import("./offline-queue.js").OfflineQueue} OfflineQueue */
/** @typedef {import("./offline-queue.js").Item} Item */

/**
 * Show how many entries wait, and why.
 * @param {OfflineQueue} queue
 * @param {DOMStringMap} about Data of the element `[data-entries]`.
 * @param {string} [more] Words to add.
 * @returns {void}
 */
export function showWaiting(queue, about, more = "") {
  /** @type {HTMLElement} */
  const state = document.querySelector("[data-queue]");
  const number = queue.waiting.length;
  const kept = number > 1
    ? `${number} notes sont gardées sur cette tablette`
    : "Une note est gardée sur cette tablette";
  const will = number > 1 ? "elles partiront" : "elle partira";
  const login = () => buildElement("a", { href: about.login, textContent: `Reconnectez-vous\u00a0: ${will} aussitôt` });
  /** @type {Record<string, () => (string | HTMLElement)[]>} */
  const troubles = {
    [OUT_OF_REACH]: () => [`Hors connexion. ${kept}\u00a0: ${will} dès que la ligne reviendra.`],
    [LOGGED_OUT]: () => [`Votre connexion au site a expiré. ${kept}. `, login()],
    [OTHER_ACCOUNT]: () => [
      `Un autre compte est connecté sur cette tablette. ${kept} jusqu’à ce que ${about.name} se reconnecte.`,
    ],
  };
  const parts = number ? (troubles[queue.outcome]?.() ?? ["Envoi en cours…"]) : [];
  if (number && more) parts.push(more);
  state.hidden = !number;
  const text = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  if (state.textContent !== text) state.replaceChildren(...parts);
}

/**
 * Show each refused entry, with a button to send it again and one to erase it.
 * @param {OfflineQueue} queue
 * @param {object} words
 * @param {(item: Item) => string} words.who Whom an entry is about.
 * @param {(item: Item) => string} words.what What was done.
 * @returns {void}
 */
export function showRefusals(queue, { who, what }) {
  const notices = queue.refused.map((item) => {
    const again = buildElement("button", {
      type: "button",
      className: "button second small",
      textContent: "Réessayer",
    });
    const drop = buildElement("button", {
      type: "button",
      className: "link",
      textContent: "Effacer de cette tablette",
    });
    again.addEventListener("click", () => queue.retry(item.key));
    drop.addEventListener("click", () => confirm("Cette note sera perdue. L’effacer\u00a0?") && queue.forget(item.key));
    const title = buildElement("b", { textContent: `${who(item)} (${what(item)}) n’est pas écrit par le site. ` });
    const reason = buildElement("p", {}, title, `${item.why} C’est gardé sur cette tablette.`);
    return buildElement(
      "div",
      { className: "notice warning" },
      reason,
      buildElement("p", { className: "actions" }, again, drop),
    );
  });
  document.querySelector("[data-refused]").replaceChildren(...notices);
}
