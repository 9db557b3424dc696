// The form of a sheet: steps added and removed without leaving the page, and the total of their minutes. Without this
// script, "Ajouter une étape" asks the server for a row. It is no module: it has to listen before keep-forms.js, which
// is one, puts back what was typed.
(() => {
  const PREFIX = /^steps-(\d+)-/;
  const find = (selector) => document.querySelector(`form[data-sheet-form] ${selector}`);
  const rows = () => [...document.querySelectorAll("form[data-sheet-form] [data-step]")];
  const indexOf = (row) => Number(row.querySelector("[name$='-title']").name.match(PREFIX)[1]);

  function makeRow(index) {
    const model = document.createElement("template");
    model.innerHTML = find("[data-step-model]").innerHTML.replaceAll("__prefix__", index);
    return model.content.firstElementChild;
  }

  function addRow(index) {
    const row = makeRow(index);
    find("[data-steps]").append(row);
    const total = find("[name=steps-TOTAL_FORMS]");
    total.value = Math.max(Number(total.value), index + 1);
    equip(row);
    return row;
  }

  // A removed step can be put back: nobody loses a text by a slip of the hand.
  function removeRow(row) {
    const note = document.createElement("p");
    note.className = "notice";
    note.setAttribute("role", "status");
    note.textContent = `L’étape « ${row.querySelector("[name$='-title']").value || "sans titre"} » est retirée. `;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "link";
    back.textContent = "La remettre";
    back.addEventListener("click", () => {
      note.replaceWith(row);
      changed();
      row.querySelector("input").focus();
    });
    note.append(back);
    row.replaceWith(note);
    changed();
    back.focus();
  }

  function equip(row) {
    const button = row.querySelector("[data-remove-step]");
    button.hidden = false;
    button.addEventListener("click", () => removeRow(row));
  }

  function duration(minutes) {
    if (minutes < 60) return `${minutes}\u00a0min`;
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, "0")}` : ""}`;
  }

  function refresh() {
    rows().forEach((row, rank) => { row.querySelector("[data-rank]").textContent = rank + 1; });
    const minutes = rows().reduce((sum, row) => sum + (Number(row.querySelector("[name$='-minutes']").value) || 0), 0);
    const total = find("[data-total]");
    total.hidden = false;
    const text = `Durée de l’atelier\u00a0: ${duration(minutes)}`;
    if (total.textContent !== text) total.textContent = text;
  }

  // Tells keep-forms.js as well, which listens to what is typed.
  function changed() {
    refresh();
    document.querySelector("form[data-sheet-form]").dispatchEvent(new Event("input", { bubbles: true }));
  }

  function restore(event) {
    if (!event.target.matches?.("[data-sheet-form]")) return;
    const kept = new Set(event.detail.map(([name]) => name.match(PREFIX)?.[1]).filter(Boolean).map(Number));
    if (!kept.size) return;
    rows().forEach((row) => { if (!kept.delete(indexOf(row))) row.remove(); });
    [...kept].sort((a, b) => a - b).forEach(addRow);
  }

  function setUp() {
    const form = document.querySelector("form[data-sheet-form]");
    rows().forEach((row) => { if (row.querySelector("[data-remove-step]").hidden) equip(row); });
    find("[data-add-step]").addEventListener("click", (event) => {
      event.preventDefault();
      const row = addRow(Number(find("[name=steps-TOTAL_FORMS]").value));
      changed();
      row.querySelector("input").focus();
    });
    form.addEventListener("input", refresh);
    refresh();
  }

  document.addEventListener("keep:restore", restore, true);
  document.addEventListener("DOMContentLoaded", setUp);
})();
