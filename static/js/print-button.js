/**
 * A button that prints the page; it shows itself where a script can print.
 * @module
 */

for (const element of document.querySelectorAll("[data-print]")) {
  const button = /** @type {HTMLElement} */ (element);
  button.hidden = false;
  button.addEventListener("click", () => print());
}
