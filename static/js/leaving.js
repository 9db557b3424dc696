/**
 * Before somebody leaves a shared computer: what waits is sent; what cannot be is kept for them, after saying so; the
 * pages kept for a line that fails are erased.
 * @module
 */
import { erasePages } from "./offline-pages.js";
import { sendWaiting } from "./offline-queue.js";
import { listOwnDrafts, openOwnWork, sealOwnWork } from "./sealed-storage.js";
import { sendDrafts } from "./unsent-drafts.js";
import { listItems } from "./waiting-entries.js";

const { owner } = document.documentElement.dataset;

const QUESTION =
  "Le site n’a pas encore reçu tout ce que vous avez fait. Le reste est gardé sur cet appareil, à votre nom\u00a0: personne " +
  "d’autre ne peut le lire ni l’envoyer, et vous le retrouverez en vous reconnectant ici. Se déconnecter\u00a0?";

/**
 * Send what waits, then keep the rest for its person.
 * @returns {Promise<boolean>} True when they may leave.
 */
export async function leave() {
  await openOwnWork();
  await Promise.allSettled([sendDrafts(), sendWaiting()]);
  const isLeft = listOwnDrafts().length || listItems(({ member }) => member === owner).length;
  if (isLeft && !confirm(QUESTION)) return false;
  await sealOwnWork();
  await erasePages();
  return true;
}
