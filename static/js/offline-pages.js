/**
 * Pages that open again without network, kept in this computer with their styles and scripts (offline-worker.js answers
 * then). They are of one member at a time, since computers are shared, and encrypted: with the key of the connection,
 * which goes with it, or with that of the code that the member chose (offline-code.js). They go when that member leaves, or
 * when any page of somebody else opens; those under a code stay for their day.
 * @module
 */
import { fetchSecret, findCurrentKey, forgetKeys, readCode, rememberKeys } from "./owner-keys.js";
import { canSeal, seal } from "./sealing.js";
import { hasLeft } from "./sealed-storage.js";

const PAGES = "scellees:";
const UNDER_CODE = "sous-code:";
const FILES = "fichiers:";
const KIOSK = "borne:";
const MARK = "pages-hors-ligne";
const STATIC = String(new URL("../", import.meta.url)); // styles and scripts, the same for everybody
const DOOR = "/hors-ligne/";
const TOO_OLD = 14 * 24 * 3600 * 1000; // a page that nobody opened since
/** Headers that a kept page needs: its type, and what it may do. */
const HEADERS = ["content-type", "content-security-policy", "permissions-policy", "referrer-policy", "date"];

/**
 * Tell whether this browser opens pages without network, and encrypts them.
 * @returns {boolean}
 */
export const canKeepPages = () => "serviceWorker" in navigator && "caches" in self && canSeal();

/**
 * Keep this page, with its styles and scripts, for when there is no network. Where the browser does not encrypt, nothing
 * is kept, and the page says why.
 * @param {object} options
 * @param {string} options.worker Address of the service worker.
 * @param {string} options.scope Folder that it serves.
 * @param {string} options.member Key of the member whose page it is.
 * @returns {Promise<void>}
 */
export async function keepPage({ worker, scope, member }) {
  if (!canKeepPages()) {
    /** @type {HTMLElement} */ (document.querySelector("[data-unkept]")).hidden = false;
    return;
  }
  if (localStorage.getItem(MARK) !== member) await erasePages(); // of who was here before
  localStorage.setItem(MARK, member);
  rememberKeys();
  addEventListener("pagehide", () => hasLeft() || rememberKeys());
  await eraseOldPages();
  if (!navigator.onLine) return;
  await navigator.serviceWorker.register(worker, { scope });
  await keepDoor();
  await refreshKeptPage(member, await fetch(location.pathname, { redirect: "manual" }));
}

/** Keep the page that stands in front of a sealed one, and the files of both, which name nobody. */
async function keepDoor() {
  const cache = await caches.open(FILES);
  const door = await fetch(DOOR, { credentials: "omit" });
  if (!door.ok) return;
  const html = new DOMParser().parseFromString(await door.clone().text(), "text/html");
  const own = [...html.querySelectorAll("script[src], link[href]")].map((element) =>
    element.getAttribute("src") ?? element.getAttribute("href")
  );
  const files = listFiles().filter((file) => file.startsWith(STATIC));
  await Promise.allSettled([...files, ...own].map((file) => cache.add(file)));
  await cache.put(DOOR, door);
}

/** Erase what nobody may open any more: too old, or of a day that is over. */
async function eraseOldPages() {
  for (const name of await caches.keys()) {
    if (![PAGES, UNDER_CODE, FILES].some((prefix) => name.startsWith(prefix))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { headers } = await cache.match(request);
      const isTooOld = Date.now() - Date.parse(headers.get("date")) > TOO_OLD;
      if (isTooOld || Number(headers.get("x-until") ?? Infinity) < Date.now()) await cache.delete(request);
    }
  }
}

/**
 * List the styles, the scripts and the pictures of this page.
 * @returns {string[]}
 */
function listFiles() {
  const used = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = used.filter(({ origin, pathname }) =>
    origin === location.origin && /\.(js|css|svg|png|woff2)$/.test(pathname)
  );
  return [...new Set(own.map(String))];
}

/**
 * Keep the pages of a kiosk, which are of nobody: they stay when members come and leave, until newer ones take their place.
 * @param {object} options
 * @param {string} options.worker Address of the service worker.
 * @param {string} options.scope Folder that it serves.
 * @param {string[]} options.paths The pages.
 * @param {boolean} [options.asVisitor] Read them as visitors do: what is kept has no name on it, whoever is here.
 * @returns {Promise<boolean>} Whether they open without network.
 */
export async function keepKioskPages({ worker, scope, paths, asVisitor = false }) {
  if (!("serviceWorker" in navigator && "caches" in self)) return false;
  const cache = await caches.open(KIOSK + scope);
  if (navigator.onLine) {
    await navigator.serviceWorker.register(worker, { scope });
    await navigator.storage?.persist?.();
    const wanted = [...listFiles(), ...paths.map((path) => String(new URL(path, location.origin)))];
    const kept = await Promise.allSettled(
      wanted.map((file) => cache.add(asVisitor ? new Request(file, { credentials: "omit" }) : file)),
    );
    if (kept.every(({ status }) => status === "fulfilled")) {
      for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url);
    }
  }
  const answers = await Promise.all(paths.map((path) => cache.match(path)));
  return answers.every(Boolean);
}

/**
 * Keep a newer copy of a page, of this one unless told otherwise.
 * @param {string} member
 * @param {Response} answer
 * @param {string} [path]
 * @returns {Promise<void>}
 */
export async function refreshKeptPage(member, answer, path = location.pathname) {
  if (!canKeepPages() || hasLeft() || !answer.ok || answer.redirected) return;
  const current = await findCurrentKey();
  if (!current) return;
  const html = await answer.clone().text();
  const { owner, secret, secretName } = new DOMParser().parseFromString(html, "text/html").documentElement.dataset;
  if (owner !== member) return; // somebody else is connected
  const isUnderCode = current.name === readCode()?.name;
  const headers = HEADERS.filter((name) => answer.headers.has(name)).map((name) => [name, answer.headers.get(name)]);
  // A page under a code holds the key of the code, and no other.
  const own = isUnderCode ? await replaceSecret(html, secret, secretName, current.name) : html;
  const sealed = await seal(current.key, JSON.stringify({ headers, html: own }));
  const about = {
    "content-type": "application/json",
    "date": answer.headers.get("date"),
    "x-sealed": current.name,
    "x-until": String(isUnderCode ? endOfDay() : Date.now() + TOO_OLD),
  };
  const kept = new Response(JSON.stringify(sealed), { headers: about });
  await (await caches.open((isUnderCode ? UNDER_CODE : PAGES) + member)).put(path, kept);
  if (isUnderCode) await (await caches.open(PAGES + member)).delete(path);
}

/**
 * Put the secret of the code in a page, instead of that of its connection.
 * @param {string} html
 * @param {string} before
 * @param {string} nameBefore
 * @param {string} name
 * @returns {Promise<string>}
 */
async function replaceSecret(html, before, nameBefore, name) {
  return html.replaceAll(before, await fetchSecret(name)).replaceAll(nameBefore, name);
}

/**
 * Return when the copy under a code ends, in milliseconds: with the day of the page, or after a fortnight.
 * @returns {number}
 */
function endOfDay() {
  const { codeDay } = /** @type {HTMLElement} */ (document.querySelector("[data-code-day]")).dataset;
  return codeDay ? Date.parse(`${codeDay}T23:59:59`) : Date.now() + TOO_OLD;
}

/**
 * Keep other pages that go with this one.
 * @param {string} member
 * @param {string[]} paths
 * @returns {Promise<void>}
 */
export async function keepOtherPages(member, paths) {
  if (!navigator.onLine || !canKeepPages()) return;
  for (const path of paths) await refreshKeptPage(member, await fetch(path, { redirect: "manual" }), path);
}

/**
 * Erase every page that was kept, but those under a code, and forget the keys of this tab.
 * @returns {Promise<void>}
 */
export async function erasePages() {
  localStorage.removeItem(MARK);
  forgetKeys();
  for (const name of (await self.caches?.keys()) ?? []) if (name.startsWith(PAGES)) await caches.delete(name);
}

/**
 * Erase the pages that a member kept under their code.
 * @param {string} member
 * @returns {Promise<void>}
 */
export async function erasePagesUnderCode(member) {
  await caches.delete(UNDER_CODE + member);
}
