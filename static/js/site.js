// Small comforts on every page. Reading and every form work without them.
import { keepForms } from "./keep-forms.js";
import { suggest } from "./suggest.js";

const textSize = document.querySelector("[data-text-size]");
if (textSize) {
  const root = document.documentElement;
  const show = () => textSize.setAttribute("aria-pressed", root.classList.contains("large-text"));
  textSize.hidden = false;
  textSize.addEventListener("click", () => {
    localStorage.setItem("grand-texte", root.classList.toggle("large-text") ? "oui" : "non");
    show();
  });
  show();
}

document.querySelector("[data-errors]")?.focus();

// Where the style sheet alone cannot open them (older browsers), facets are open on a wide screen.
if (matchMedia("(min-width: 60rem)").matches) for (const facets of document.querySelectorAll("details.facets")) facets.open = true;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("details.menu[open]")?.removeAttribute("open");
});

keepForms();
suggest();

// What could not reach the site is sent as soon as a page opens (an attendance sheet sends its own), and before one leaves a
// shared computer.
const holds = (prefix) => Object.keys(localStorage).some((key) => key.startsWith(prefix));
if (holds("texte:")) import("./kept-texts.js");
if (holds("attente:") && !document.querySelector("[data-entries]")) import("./offline-queue.js").then(({ sendWaiting }) => sendWaiting());
document.querySelector("[data-leave]")?.addEventListener("submit", async (event) => {
  const [hasTexts, hasPages] = [holds("texte:"), holds("attente:") || holds("pages-hors-ligne")];
  if (!hasTexts && !hasPages) return;
  event.preventDefault();
  const form = event.target;
  if (hasPages && !(await (await import("./offline-queue.js")).leave())) return;
  if (hasTexts) (await import("./kept-texts.js")).leave(form);
  else form.submit();
});
