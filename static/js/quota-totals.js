/**
 * Totals of a table of numbers, as they are typed. Without this script they are those of the last saving.
 * @module
 */

/**
 * Return the number typed in a field, 0 for anything else.
 * @param {HTMLInputElement} field
 * @returns {number}
 */
const numberIn = (field) => Math.max(0, Number.parseInt(field.value.replaceAll(/\s/g, ""), 10) || 0);

/**
 * Write the totals of a table.
 * @param {HTMLTableElement} table
 * @returns {void}
 */
function writeTotals(table) {
  const columns = [...table.tFoot.querySelectorAll("[data-column-total]")];
  const sums = columns.map(() => 0);
  for (const row of table.tBodies[0].rows) {
    const numbers = [...row.querySelectorAll("input")].map(numberIn);
    numbers.forEach((number, place) => (sums[place] += number));
    const total = row.querySelector("[data-row-total]");
    if (total) total.textContent = String(numbers.reduce((sum, number) => sum + number, 0));
  }
  columns.forEach((column, place) => (column.textContent = String(sums[place])));
  const whole = table.tFoot.querySelector("[data-total]");
  if (whole) whole.textContent = String(sums.reduce((sum, number) => sum + number, 0));
}

for (const form of document.querySelectorAll("form[data-totals]")) {
  const table = form.querySelector("table");
  form.addEventListener("input", () => writeTotals(table));
  // What the browser, or the kept draft, gives back is there a little later.
  addEventListener("pageshow", () => writeTotals(table));
}
