// One more, one less: two large buttons beside a number, for a thumb. The number is typed as well, and without this script.
const MINUTES = 60;

function inWords(minutes) {
  const hours = Math.floor(minutes / MINUTES), rest = minutes % MINUTES;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${String(rest).padStart(2, "0")}` : `${hours} h`;
}

function button(field, label, sign, step) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button second";
  made.textContent = sign < 0 ? "−" : "+";
  made.setAttribute("aria-label", `${label} : ${step} de ${sign < 0 ? "moins" : "plus"}`);
  made.addEventListener("click", () => {
    const least = Number(field.min || 0), most = Number(field.max || Infinity);
    field.value = Math.min(most, Math.max(least, (Number.parseInt(field.value, 10) || 0) + sign * step));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return made;
}

for (const field of document.querySelectorAll("input[data-stepper]")) {
  const step = Number(field.dataset.stepper), line = document.createElement("div");
  const label = field.labels[0]?.firstChild.textContent.trim() ?? "";
  line.className = "stepper";
  field.replaceWith(line);
  line.append(button(field, label, -1, step), field, button(field, label, 1, step));
  if (step > 1) {
    const said = document.createElement("output");
    const say = () => { said.textContent = field.value > 0 ? inWords(Number.parseInt(field.value, 10)) : ""; };
    field.addEventListener("input", say);
    line.append(said);
    say();
  }
}
