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

// What could not reach the site is sent as soon as a page opens, and before one leaves a shared computer.
const hasTexts = () => Object.keys(localStorage).some((key) => key.startsWith("texte:"));
if (hasTexts()) import("./kept-texts.js");
document.querySelector("[data-leave]")?.addEventListener("submit", (event) => {
  if (!hasTexts()) return;
  event.preventDefault();
  import("./kept-texts.js").then(({ leave }) => leave(event.target));
});
