// Says at once what the server would refuse after a long sending: a file too heavy, a picture that nobody described.
// The server looks again at all of it.
function size(bytes) {
  const mega = bytes / 1024 / 1024;
  return mega < 1 ? `${Math.max(1, Math.round(bytes / 1024))}\u00a0ko` : `${mega.toFixed(1).replace(".", ",").replace(",0", "")}\u00a0Mo`;
}

function say(field, sentence) {
  const place = field.closest(".field");
  const id = `${field.id}_error`;
  document.getElementById(id)?.remove();
  place.classList.toggle("has-error", Boolean(sentence));
  field.toggleAttribute("aria-invalid", Boolean(sentence));
  if (!sentence) return true;
  const error = document.createElement("div");
  error.className = "error";
  error.id = id;
  error.setAttribute("role", "alert");
  error.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  field.before(error);
  const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  field.setAttribute("aria-describedby", [...described.add(id)].join(" "));
  return false;
}

function isLight(field) {
  const file = field.files[0];
  const tooBig = file && file.size > Number(field.dataset.most);
  return say(field, tooBig ? field.dataset.refusal.replace("{size}", size(file.size)) : "");
}

function isDescribed(field) {
  const ornament = field.form.elements.namedItem("decorative");
  return say(field, field.value.trim() || ornament?.checked ? "" : field.dataset.needed);
}

for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  field.addEventListener("change", () => isLight(field));
  // Before the form is noted as sent: what is stopped here is not.
  const stop = (event) => {
    const told = field.form.querySelector("[data-needed]");
    const wrong = [isLight(field) ? null : field, !told || isDescribed(told) ? null : told].find(Boolean);
    if (!wrong) return;
    event.preventDefault();
    wrong.focus();
  };
  field.form.addEventListener("submit", stop, { capture: true });
}
