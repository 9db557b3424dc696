/**
 * The board of the year: a session to come is dragged to another month of its line. Dropping it opens its form with the
 * dates moved; nothing is saved before the form is. Without this script, the form alone changes the dates.
 * @module
 */

/** @type {HTMLElement | null} */
let dragged = null;

/**
 * Find the cell of another month of the same line under an event.
 * @param {Event} event
 * @returns {HTMLTableCellElement | null}
 */
function findTarget(event) {
  const cell = event.target instanceof Element ? event.target.closest(".board td") : null;
  if (!dragged || !(cell instanceof HTMLTableCellElement)) return null;
  const source = dragged.closest("td");
  return cell !== source && cell.parentElement === source?.parentElement ? cell : null;
}

/** Take the mark away from the cell that would receive the session. */
function clearTarget() {
  for (const cell of document.querySelectorAll(".board .receives")) cell.classList.remove("receives");
}

for (const element of document.querySelectorAll(".board")) {
  const board = /** @type {HTMLElement} */ (element);
  board.addEventListener("dragstart", (event) => {
    dragged = event.target instanceof Element ? event.target.closest("[data-move]") : null;
  });
  board.addEventListener("dragover", (event) => {
    const target = findTarget(event);
    clearTarget();
    if (!target) return;
    event.preventDefault();
    target.classList.add("receives");
  });
  board.addEventListener("drop", (event) => {
    const target = findTarget(event);
    if (!target || !dragged) return;
    event.preventDefault();
    // The first cell of a line is its territory: the number of a cell is that of its month.
    const month = String(target.cellIndex).padStart(2, "0");
    location.href = `${dragged.dataset.move}?vers=${board.dataset.year}-${month}`;
  });
  board.addEventListener("dragend", () => {
    clearTarget();
    dragged = null;
  });
}
