/**
 * Pages that open again without network, kept in this computer with their styles and scripts (offline-worker.js answers
 * then). They are of one member at a time, since computers are shared: they go when that member leaves, or when any page
 * of somebody else opens.
 * @module
 */

const PAGES = "hors-ligne:";
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
  const used = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const files = used.filter(({ origin, pathname }) =>
    origin === location.origin && /\.(js|css|svg|png|woff2)$/.test(pathname)
  );
  const cache = await caches.open(PAGES + member);
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    if (Date.now() - Date.parse(answer?.headers.get("date")) > TOO_OLD) await cache.delete(request);
  }
  await Promise.allSettled([...new Set(files.map(String))].map((file) => cache.add(file)));
  await refreshKeptPage(member, await fetch(location.pathname, { redirect: "manual" }));
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
