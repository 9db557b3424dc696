/**
 * « Afficher mes alertes sur cet appareil »: asks the browser for an address where the site may write to it, and sends that
 * with the form of the page. Without it, or in a browser that cannot do it, the page says so and offers nothing.
 * @module
 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-push-key]"));
const mark = /** @type {HTMLElement | null} */ (document.querySelector("[data-push-this]"));

/**
 * Show or hide a part of the section.
 * @param {string} name
 * @param {boolean} isShown
 */
function show(name, isShown) {
  const part = /** @type {HTMLElement | null} */ (document.querySelector(`[data-push-${name}]`));
  if (part) part.hidden = !isShown;
}

/**
 * Return the bytes of a key in base64 for addresses.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** @returns {Promise<PushSubscription | null>} what this browser gave before */
async function formerSubscription() {
  const registration = await navigator.serviceWorker.getRegistration(form?.dataset.scope);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Offer nothing to a device that is there already; « Retirer » on its line tells the browser as well. */
async function knowThisDevice() {
  const subscription = await formerSubscription();
  if (!subscription || !form || mark?.dataset.pushThis !== subscription.endpoint) return;
  form.hidden = true;
  const removal = /** @type {HTMLFormElement | null} */ (mark?.closest("li")?.querySelector("form"));
  removal?.addEventListener("submit", () => void subscription.unsubscribe());
}

/**
 * Ask the browser, and send what it gives.
 * @param {HTMLFormElement} sent
 */
async function addThisDevice(sent) {
  show("failed", false);
  if ((await Notification.requestPermission()) !== "granted") return show("refused", true);
  const { worker, scope, pushKey } = sent.dataset;
  try {
    // One that the site does not know, or of who was here before: its address must serve no more.
    await (await formerSubscription())?.unsubscribe();
    await navigator.serviceWorker.register(worker ?? "", { scope });
    const registration = await activeRegistration(scope ?? "");
    const given = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(pushKey ?? ""),
    });
    const { endpoint, keys } = given.toJSON();
    const values = { endpoint, public_key: keys?.p256dh, auth_secret: keys?.auth };
    for (const [name, value] of Object.entries(values)) {
      /** @type {HTMLInputElement} */ (sent.elements.namedItem(name)).value = value ?? "";
    }
    sent.submit();
  } catch {
    show("failed", true);
  }
}

/**
 * Return the registration of the service worker once it works: a browser subscribes only then.
 * @param {string} scope
 * @returns {Promise<ServiceWorkerRegistration>}
 */
async function activeRegistration(scope) {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (!registration) throw new Error("no service worker");
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return registration;
  await new Promise((resolve) =>
    worker.addEventListener("statechange", () => worker.state === "activated" && resolve(worker))
  );
  return registration;
}

if (form && "serviceWorker" in navigator && "PushManager" in self && "Notification" in self) {
  const isRefused = Notification.permission === "denied";
  show("missing", false);
  show("refused", isRefused);
  form.hidden = isRefused;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    addThisDevice(form);
  });
  knowThisDevice().catch(() => {});
}
