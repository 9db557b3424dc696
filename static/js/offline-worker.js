/**
 * Opens again, without network, the pages that were kept for that (`keepPage` in offline-pages.js) with their files. One
 * that is encrypted is opened by a page of its own (offline-door.js), which hands it over. With a network it changes nothing. Shows what the site pushes to a device that its member added (push-device.js). The site
 * serves it at its root, so that a page may give it the folder where it stands.
 * @module
 */

/** @typedef {Event & {request: Request, respondWith(answer: Promise<Response>): void}} FetchEvent */

const SLOW = 8_000; // a line that is there and carries nothing
const SOON = 10_000; // a page that was opened and is not asked for
const DOOR = "/hors-ligne/";
const IN_CLEAR = "hors-ligne:"; // pages kept before they were encrypted
const worker = /** @type {any} */ (self); // the types of pages do not know service workers

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(begin()));

/**
 * Pages that the door has opened, by their path: each is shown once.
 * @type {Map<string, {html: string, headers: [string, string][], at: number}>}
 */
const openedPages = new Map();

worker.addEventListener("message", (/** @type {any} */ event) => {
  const { path, html, headers } = event.data;
  openedPages.set(path, { html, headers, at: Date.now() });
  event.ports[0].postMessage("taken");
});

worker.addEventListener("push", (/** @type {any} */ event) => event.waitUntil(showAlert(event.data)));

worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data));
});

worker.addEventListener("fetch", (/** @type {FetchEvent} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? answerPage(request) : answerFile(request));
});

/** Serve the pages that are open already, and erase those that were kept in clear. */
async function begin() {
  await worker.clients.claim();
  for (const name of await caches.keys()) if (name.startsWith(IN_CLEAR)) await caches.delete(name);
}

/**
 * Return the copy that was kept.
 * @param {Request} request
 */
const findCopy = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });

/**
 * Answer with the page of the site, or with its copy when the line is down or too slow.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answerPage(request) {
  const { pathname } = new URL(request.url);
  const opened = openedPages.get(pathname);
  openedPages.delete(pathname);
  if (opened && Date.now() - opened.at < SOON) return new Response(opened.html, { headers: opened.headers });
  const kept = await findCopy(request);
  const copy = kept?.headers.has("x-sealed") ? await caches.match(DOOR) : kept;
  if (!copy) return fetch(request);
  /** @type {Promise<Response>} */
  const late = new Promise((resolve) => setTimeout(resolve, SLOW, copy));
  return Promise.race([fetch(request).catch(() => copy), late]);
}

/**
 * Answer with the file of the site, or with its copy when the line is down.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function answerFile(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const copy = request.destination && (await findCopy(request)); // a script, a style; not what a script asks for
    if (copy) return copy;
    throw error;
  }
}

/**
 * Show what the site pushed; the same alert twice shows once. A browser takes the permission back from who shows nothing.
 * @param {{json(): {title: string, body: string, url: string, tag: string}} | null} data
 * @returns {Promise<void>}
 */
function showAlert(data) {
  let alert = { title: "Du nouveau pour vous", body: "", url: "/alertes/", tag: "alerte" };
  try {
    alert = data?.json() ?? alert;
  } catch {
    // What cannot be read still tells that there is something.
  }
  const { title, body, url, tag } = alert;
  return worker.registration.showNotification(title, { body, tag, data: url, lang: "fr" });
}

/**
 * Open a page of the site, in the window that shows it already if there is one.
 * @param {string} path
 * @returns {Promise<unknown>}
 */
async function openPage(path) {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) return;
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = windows.find((/** @type {{url: string}} */ each) => each.url === url.href);
  return shown ? shown.focus() : worker.clients.openWindow(url.href);
}
