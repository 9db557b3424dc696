/**
 * The door in front of a page that is kept encrypted, shown by offline-worker.js without network. It opens by itself in the
 * tab whose connection lasts; a page under a code asks it; the others are closed until the line returns. The page itself
 * goes to the worker, which answers with it once, when this one loads again.
 * @module
 */
import { importSecret, stretchCode, unseal } from "./sealing.js";

/** @typedef {import("./owner-keys.js").CodeRecord} CodeRecord */
/** @typedef {import("./owner-keys.js").Ring} Ring */
/** @typedef {{member: string, name: string, answer: Response}} Copy A page that is kept, and the name of its key. */

const RING = "cles";
const CODE = "code:";
const MARK = "pages-hors-ligne";
const PREFIXES = ["scellees:", "sous-code:"];
const FIRST_STAY = 10 * 60_000;
const PATIENCE = 5_000;
/** @type {HTMLFormElement} */
const form = document.querySelector("[data-code]");
/** @type {HTMLElement} */
const status = document.querySelector("[data-status]");

/**
 * List the copies of this page that may still be opened, of whoever kept them; erase those of a day that is over.
 * @returns {Promise<Copy[]>}
 */
async function listCopies() {
  const copies = [];
  for (const cacheName of await caches.keys()) {
    const prefix = PREFIXES.find((each) => cacheName.startsWith(each));
    const cache = prefix && (await caches.open(cacheName));
    const answer = cache && (await cache.match(location.pathname));
    if (!answer) continue;
    if (Number(answer.headers.get("x-until")) < Date.now()) await cache.delete(location.pathname);
    else copies.push({ member: cacheName.slice(prefix.length), name: answer.headers.get("x-sealed"), answer });
  }
  return copies;
}

/**
 * Open a copy, and show it.
 * @param {Copy} copy
 * @param {string} secret
 */
async function open({ answer }, secret) {
  const page = JSON.parse(await unseal(await importSecret(secret), await answer.clone().json()));
  const channel = new MessageChannel();
  const isTaken = new Promise((resolve, reject) => {
    channel.port1.onmessage = resolve;
    setTimeout(reject, PATIENCE);
  });
  navigator.serviceWorker.controller.postMessage({ path: location.pathname, ...page }, [channel.port2]);
  await isTaken;
  location.reload();
}

/**
 * Return the secret under a code, null if the code is wrong.
 * @param {Copy} copy
 * @param {string} code
 * @returns {Promise<string | null>}
 */
async function openCode({ member, name }, code) {
  const record = /** @type {CodeRecord} */ (JSON.parse(localStorage.getItem(CODE + member)));
  if (record?.name !== name) return null;
  const key = await stretchCode(code, record.salt, record.iterations);
  return unseal(key, record).catch(() => /** @type {null} */ (null));
}

/**
 * Try the code on each copy: several people may have kept this page.
 * @param {Copy[]} copies
 */
async function tryCode(copies) {
  const field = form.querySelector("input");
  status.textContent = "Un instant, la page s’ouvre.";
  for (const copy of copies) {
    const secret = await openCode(copy, field.value);
    if (!secret) continue;
    const ring = { owner: copy.member, until: Date.now() + FIRST_STAY, secrets: { [copy.name]: secret } };
    sessionStorage.setItem(RING, JSON.stringify(ring));
    localStorage.setItem(MARK, copy.member);
    await open(copy, secret);
    return;
  }
  status.textContent = "Ce n’est pas le bon code. Réessayez.";
  field.value = "";
  field.focus();
}

/** Open the page with a key of this tab, or ask for the code, or say why it stays closed. */
async function show() {
  const copies = await listCopies();
  const ring = /** @type {Ring | null} */ (JSON.parse(sessionStorage.getItem(RING)));
  const holds = ring && ring.until > Date.now() && localStorage.getItem(MARK) === ring.owner;
  const opened = copies.find(({ member, name }) => holds && member === ring.owner && ring.secrets[name]);
  if (opened) {
    await open(opened, ring.secrets[opened.name]);
    return;
  }
  const underCode = copies.filter(({ member }) => localStorage.getItem(CODE + member));
  form.hidden = !underCode.length;
  /** @type {HTMLElement} */ (document.querySelector("[data-closed]")).hidden = underCode.length > 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tryCode(underCode).catch(() => location.reload());
  });
  if (underCode.length) form.querySelector("input").focus();
}

/** @type {HTMLElement} */ (document.querySelector("[data-again]")).addEventListener("click", () => location.reload());
addEventListener("online", () => {
  if (!form.querySelector("input").value) location.reload();
});
show();
