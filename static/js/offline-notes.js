// What waits on this device and what the site refused, said on the page (components/_offline_queue.html). For any page that
// uses offline-queue.js:
//
//   showWaiting(queue, about, more)      `about`: the data of [data-entries]; `more`: words to add, or nothing
//   showRefusals(queue, { who, what })   what an item is about, in words: whose, and what was done
import { CONNECTED_NO_MORE, OTHER_ACCOUNT, OUT_OF_REACH } from "./offline-queue.js";

export const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

export function showWaiting(queue, about, more = "") {
  const state = document.querySelector("[data-queue]");
  const number = queue.waiting.length;
  const kept = number > 1 ? `${number} notes sont gardées sur cette tablette` : "Une note est gardée sur cette tablette";
  const will = number > 1 ? "elles partiront" : "elle partira";
  const troubles = {
    [OUT_OF_REACH]: () => [`Hors connexion. ${kept}\u00a0: ${will} dès que la ligne reviendra.`],
    [CONNECTED_NO_MORE]: () => [`Votre connexion au site a expiré. ${kept}. `, made("a", { href: about.login, textContent: `Reconnectez-vous\u00a0: ${will} aussitôt` })],
    [OTHER_ACCOUNT]: () => [`Un autre compte est connecté sur cette tablette. ${kept} jusqu’à ce que ${about.name} se reconnecte.`],
  };
  const said = number ? (troubles[queue.outcome]?.() ?? ["Envoi en cours…"]) : [];
  if (number && more) said.push(more);
  state.hidden = !number;
  if (state.textContent !== said.map((part) => part.textContent ?? part).join("")) state.replaceChildren(...said);
}

export function showRefusals(queue, { who, what }) {
  document.querySelector("[data-refused]").replaceChildren(...queue.refused.map((item) => {
    const again = made("button", { type: "button", className: "button second small", textContent: "Réessayer" });
    const drop = made("button", { type: "button", className: "link", textContent: "Effacer de cette tablette" });
    again.addEventListener("click", () => queue.retry(item.key));
    drop.addEventListener("click", () => confirm("Cette note sera perdue. L’effacer\u00a0?") && queue.forget(item.key));
    const title = made("b", { textContent: `${who(item)} (${what(item)}) n’est pas écrit par le site. ` });
    const told = made("p", {}, title, `${item.why} C’est gardé sur cette tablette.`);
    return made("div", { className: "notice warning" }, told, made("p", { className: "actions" }, again, drop));
  }));
}
