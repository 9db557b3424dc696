// Titles offered while one types: a combobox with a list, as the ARIA practices describe it. The box works without it.
const SHORTEST = 2;
const PAUSE = 200;

export function suggest() {
  for (const input of document.querySelectorAll("input[data-suggest]")) offerTitles(input);
}

function offerTitles(input) {
  const list = made("ul", { id: `${input.id}-titres`, class: "suggestions", role: "listbox", "aria-label": "Titres proposés", hidden: "" });
  const status = made("p", { class: "sr", role: "status" });
  const answers = new Map();
  let current = -1;
  let timer;
  let asking;

  function unfold(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    point(-1);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    unfold(false);
  }

  function point(place) {
    current = place;
    [...list.children].forEach((option, rank) => { option.setAttribute("aria-selected", String(rank === place)); });
    const option = list.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(q, found) {
    if (document.activeElement !== input) return;
    const options = found.map(({ title, url, kind_label }) => {
      const option = made("li", { role: "option", "data-url": url }, `${title} `);
      option.append(made("span", {}, kind_label));
      return option;
    });
    const where = input.form.querySelector("input[type=hidden]") ? "avec ces filtres" : "partout";
    options.push(made("li", { role: "option", class: "everywhere" }, `Chercher « ${q} » ${where}`));
    options.forEach((option, rank) => { option.id = `${list.id}-${rank}`; });
    list.replaceChildren(...options);
    unfold(found.length > 0);
    const said = found.length === 1 ? "1 titre proposé" : `${found.length} titres proposés`;
    status.textContent = found.length ? `${said}, flèche vers le bas pour les parcourir.` : "";
  }

  async function ask(q) {
    asking?.abort();
    if (answers.has(q)) return show(q, answers.get(q));
    asking = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`, { signal: asking.signal });
      if (!answer.ok) return close();
      answers.set(q, await answer.json());
      show(q, answers.get(q));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function choose(option) {
    close();
    if (option.dataset.url) location.assign(option.dataset.url);
    else input.form.requestSubmit();
  }

  function move(step) {
    const places = list.children.length + 1; // the box itself is one
    point((current + 1 + step + places) % places - 1);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: close,
    Enter: () => choose(list.children[current]),
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    const q = input.value.trim();
    if (q.length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE, q);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden && event.key === "ArrowDown" && input.value.trim().length >= SHORTEST) {
      event.preventDefault();
      ask(input.value.trim());
    } else if (!list.hidden && keys[event.key] && (event.key !== "Enter" || current >= 0)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // The box keeps the focus while one presses on a title.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(event.target.closest("li")));

  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  input.after(list, status);
}

function made(name, attributes, text = "") {
  const element = set(document.createElement(name), attributes);
  element.append(text);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
