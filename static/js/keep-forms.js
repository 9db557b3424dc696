// Nothing typed is ever lost: a form with data-keep is saved in this tab as one types, and put back after a lost
// connection or an expired login. It is forgotten once the server has taken it, and with the tab, since computers are shared.
const PREFIX = "saisie:";
const SENT = ":envoi";
const SKIPPED = new Set(["csrfmiddlewaretoken"]);
const isKept = (field) => field.name && !SKIPPED.has(field.name) && !["password", "file", "hidden", "submit"].includes(field.type);

function read(form) {
  return [...form.elements].filter(isKept).map((field) => [
    field.name,
    field.type === "checkbox" || field.type === "radio" ? [field.value, field.checked] : field.value,
  ]);
}

function write(form, saved) {
  const fields = [...form.elements].filter(isKept);
  for (const [index, [name, value]] of saved.entries()) {
    const field = fields[index]?.name === name ? fields[index] : form.elements.namedItem(name);
    if (!field) continue;
    if (Array.isArray(value)) field.checked = value[1];
    else field.value = value;
  }
}

function announce(form, key) {
  const note = document.createElement("p");
  note.className = "notice info";
  note.setAttribute("role", "status");
  note.textContent = "Nous avons remis ce que vous aviez commencé à écrire. ";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = "Tout effacer et recommencer";
  button.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    form.reset();
    note.remove();
  });
  note.append(button);
  form.prepend(note);
}

// A form that was sent was taken when the next page says so (a success notice) or is another page than the login.
function forgetTaken() {
  const success = document.querySelector(".notice.success");
  const loggingIn = ["/connexion/", "/compte/"].some((path) => location.pathname.startsWith(path));
  for (const mark of Object.keys(sessionStorage).filter((key) => key.endsWith(SENT))) {
    if (!success && (loggingIn || location.pathname === sessionStorage.getItem(mark))) continue;
    sessionStorage.removeItem(mark.slice(0, -SENT.length));
    sessionStorage.removeItem(mark);
  }
}

// What was typed in the form is taken, on the page itself.
export function forget(form) {
  sessionStorage.removeItem(PREFIX + form.dataset.keep);
  sessionStorage.removeItem(PREFIX + form.dataset.keep + SENT);
}

export function keepForms() {
  forgetTaken();
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = PREFIX + form.dataset.keep;
    const saved = sessionStorage.getItem(key);
    // After a refusal the server has put everything back itself.
    if (saved && saved !== JSON.stringify(read(form)) && !form.querySelector("[data-errors]")) {
      const values = JSON.parse(saved);
      form.dispatchEvent(new CustomEvent("keep:restore", { detail: values }));
      write(form, values);
      announce(form, key);
    }
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read(form))));
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) sessionStorage.setItem(key + SENT, location.pathname);
    });
  }
}
