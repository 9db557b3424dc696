/**
 * Pages that open again without network, kept in this computer with their styles and scripts (offline-worker.js answers
 * then). They are of one member at a time, since computers are shared: they go when that member leaves, or when any page
 * of somebody else opens.
 * @module
 */

const PAGES = "hors-ligne:";
const KIOSK = "borne:";
const MARK = "pages-hors-ligne";
const TOO_OLD = 14 * 24 * 3600 * 1000; // a page that nobody opened since

/**
 * Keep this page, with its styles and scripts, for when there is no network.
 * @param {object} options
 * @param {string} options.worker Address of the service worker.
 * @param {string} options.scope Folder that it serves.
 * @param {string} options.member Key of the member whose page it is.
 * @returns {Promise<void>}
 */
export async function keepPage({ worker, scope, member }) {
  if (!("serviceWorker" in navigator && "caches" in self)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + member) await caches.delete(name); // of who was here before
  }
  localStorage.setItem(MARK, member);
  if (!navigator.onLine) return;
  await navigator.serviceWorker.register(worker, { scope });
  const cache = await caches.open(PAGES + member);
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    if (Date.now() - Date.parse(answer?.headers.get("date")) > TOO_OLD) await cache.delete(request);
  }
  await Promise.allSettled(listFiles().map((file) => cache.add(file)));
  await refreshKeptPage(member, await fetch(location.pathname, { redirect: "manual" }));
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
  if (!("caches" in self) || !answer.ok || answer.redirected) return;
  await (await caches.open(PAGES + member)).put(path, answer.clone());
}

/**
 * Keep other pages that go with this one.
 * @param {string} member
 * @param {string[]} paths
 * @returns {Promise<void>}
 */
export async function keepOtherPages(member, paths) {
  if (!navigator.onLine) return;
  for (const path of paths) await refreshKeptPage(member, await fetch(path, { redirect: "manual" }), path);
}

/**
 * Erase every page that was kept.
 * @returns {Promise<void>}
 */
export async function erasePages() {
  for (const name of (await self.caches?.keys()) ?? []) if (name.startsWith(PAGES)) await caches.delete(name);
  localStorage.removeItem(MARK);
}
