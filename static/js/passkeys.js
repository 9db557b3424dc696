// Passkeys: ties the WebAuthn calls that allauth ships to the forms that say data-passkey, and says what went wrong.
const forms = document.querySelectorAll("form[data-passkey]");
const NOT_KNOWN = "Ce navigateur ne connaît pas les clés d’accès.";
const FAILED = "La clé n’a pas été lue. Réessayez, ou choisissez un autre moyen.";

function say(form, text) {
  let note = form.querySelector("[data-passkey-note]");
  if (!note) {
    note = document.createElement("p");
    note.className = "notice error";
    note.dataset.passkeyNote = "";
    note.setAttribute("role", "alert");
    form.prepend(note);
  }
  note.textContent = text;
}

function tie(form, { addForm, authenticateForm, loginForm }) {
  const button = form.querySelector("button[type=button]");
  const credential = form.elements.namedItem("credential");
  button.id ||= "passkey-button";
  credential.id ||= "passkey-credential";
  const ids = { credential: credential.id, data: "passkey-data" };
  if (form.dataset.passkey === "login") loginForm({ ids: { ...ids, login: button.id } });
  else if (form.dataset.passkey === "authenticate") authenticateForm({ ids: { ...ids, authenticate: button.id } });
  else addForm({ ids: { ...ids, add: button.id, passwordless: form.elements.namedItem("passwordless")?.id } });
  // Enter in a field asks for the key too.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  button.addEventListener("click", () => form.querySelector("[data-passkey-note]")?.remove(), true);
}

for (const form of forms) {
  const known = window.PublicKeyCredential && window.allauth?.webauthn;
  if (known) tie(form, window.allauth.webauthn.forms);
  else if (form.dataset.passkey === "login") continue;
  else {
    say(form, NOT_KNOWN);
    form.querySelector("button[type=button]").disabled = true;
  }
  form.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const form of forms) say(form, FAILED);
});
