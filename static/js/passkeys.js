/**
 * Passkeys: ties the WebAuthn calls that allauth ships to the forms with `data-passkey`, and says what went wrong.
 * @module
 */

const UNKNOWN = "Ce navigateur ne connaît pas les clés d’accès.";
const FAILED = "La clé n’a pas été lue. Réessayez, ou choisissez un autre moyen.";
const forms = [...document.querySelectorAll("form[data-passkey]")].map((form) => /** @type {HTMLFormElement} */ (form));

/**
 * Show an error at the head of a form.
 * @param {HTMLFormElement} form
 * @param {string} text
 */
function showError(form, text) {
  /** @type {HTMLElement} */
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

/**
 * Tie a form to the calls of allauth.
 * @param {HTMLFormElement} form
 * @param {Record<string, (options: {ids: Record<string, string>}) => void>} calls
 */
function tie(form, { addForm, authenticateForm, loginForm }) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=button]"));
  const credential = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  const passwordless = /** @type {HTMLInputElement} */ (form.elements.namedItem("passwordless"));
  button.id ||= "passkey-button";
  credential.id ||= "passkey-credential";
  const ids = { credential: credential.id, data: "passkey-data" };
  if (form.dataset.passkey === "login") loginForm({ ids: { ...ids, login: button.id } });
  else if (form.dataset.passkey === "authenticate") authenticateForm({ ids: { ...ids, authenticate: button.id } });
  else addForm({ ids: { ...ids, add: button.id, passwordless: passwordless?.id } });
  // Enter in a field asks for the key too.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  button.addEventListener("click", () => form.querySelector("[data-passkey-note]")?.remove(), true);
}

for (const form of forms) {
  const webauthn = window.PublicKeyCredential && /** @type {any} */ (window).allauth?.webauthn;
  if (webauthn) tie(form, webauthn.forms);
  else if (form.dataset.passkey === "login") continue;
  else {
    showError(form, UNKNOWN);
    /** @type {HTMLButtonElement} */ (form.querySelector("button[type=button]")).disabled = true;
  }
  form.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const form of forms) showError(form, FAILED);
});
