/**
 * The help of a page, laid over it: what is being written stays where it is. Without this script, « Aide » is a link.
 * @module
 */
import { buildElement } from "./element.js";

/** @type {HTMLDialogElement} */
let panel;
/** @type {HTMLElement} */
let content;

/** Build the panel once; it is empty until an article is read. */
function buildPanel() {
  content = buildElement("div");
  const close = buildElement("button", { type: "button", className: "button second" }, "Fermer l’aide");
  close.addEventListener("click", () => panel.close());
  panel = buildElement(
    "dialog",
    { className: "help-panel" },
    buildElement("p", { className: "actions" }, close),
    content,
  );
  panel.setAttribute("aria-label", "Aide");
  panel.addEventListener("click", followLink);
  document.body.append(panel);
}

/**
 * Stay in the panel from one article to another; what lies elsewhere opens beside the page, in another tab.
 * @param {MouseEvent} event
 */
function followLink(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link) return;
  if (!link.pathname.startsWith("/aide/")) {
    link.target = "_blank";
    return;
  }
  event.preventDefault();
  readArticle(link.href);
}

/**
 * Show a page of the help in the panel; without network, say so.
 * @param {string} address
 */
async function readArticle(address) {
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    content.replaceChildren(...page.querySelector("main").childNodes);
    for (const form of content.querySelectorAll("form")) form.target = "_blank";
  } catch {
    content.replaceChildren(
      buildElement("p", { className: "notice" }, "L’aide ne s’ouvre pas : le réseau ne répond pas."),
    );
  }
  panel.scrollTo(0, 0);
}

/**
 * Open the help of a page over it.
 * @param {string} address
 * @returns {Promise<void>}
 */
export async function openHelp(address) {
  if (!panel) buildPanel();
  panel.showModal();
  await readArticle(address);
}
