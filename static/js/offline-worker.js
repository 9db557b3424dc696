// Opens again, without network, the pages that were kept for that (keepPage in offline-queue.js) with their files. With a
// network it changes nothing. The site serves it at its root, so that a page may give it the folder where it stands.
const SLOW = 8_000; // a line that is there and carries nothing

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

const kept = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });

async function page(request) {
  const copy = await kept(request);
  if (!copy) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, SLOW, copy));
  return Promise.race([fetch(request).catch(() => copy), late]);
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const copy = request.destination && (await kept(request)); // a script, a style; not what a script asks for
    if (copy) return copy;
    throw error;
  }
}
