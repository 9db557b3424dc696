/**
 * A kiosk: one person after the other answers on this computer, with or without network. All questions are in the page; a
 * section is shown at a time. What is sent is kept on this device and leaves once (offline-queue.js); the rest of what a
 * person typed stands in the page alone, which is put back as it came when they have finished, gone, or fallen silent.
 * Nothing is written in the address nor in the history.
 * @module
 */
import { erasePages, keepKioskPages } from "./offline-pages.js";
import { OfflineQueue } from "./offline-queue.js";
import { isAnswered, listAsked } from "./kiosk-answers.js";
import { Exit } from "./kiosk-exit.js";
import { KioskForm } from "./kiosk-form.js";
import { isQuotaFull, isStateOther, readPage } from "./kiosk-site.js";
import { Silence } from "./kiosk-silence.js";

const about = document.body.dataset;
const CHECK = 5 * 60_000;
const RETURN = 20;
const title = document.title;
/** The page in each language, as the site wrote it. */
const pristine = new Map();
/** @type {HTMLElement} */
let main = document.querySelector("main");
/** @type {KioskForm | undefined} */
let form;
/** @type {string | number} */
let shown = "";
let hasAskedForPlace = false;
/** The section after which enough people like this one had answered. */
let stoppedAt = 0;
let isLeaving = false;
/** @type {number | undefined} */
let countdown;

const queue = new OfflineQueue({
  name: about.base,
  address: about.entries,
  token: about.state,
  member: about.member,
  onChange: showWaiting,
});
const silence = new Silence(startOver);
const exit = new Exit({
  queue,
  describe: ({ entry }) => form?.describe(/** @type {any} */ (entry.values)) ?? [JSON.stringify(entry.values)],
  onLeave: leave,
});

/** Show, discreetly, how many responses wait, and how many the site refused. */
function showWaiting() {
  const { waiting, refused } = queue;
  const texts = [];
  if (waiting.length > 1) texts.push(`${waiting.length} réponses attendent le réseau`);
  else if (waiting.length) texts.push("une réponse attend le réseau");
  if (refused.length) texts.push(`${refused.length} à voir en quittant la borne`);
  document.querySelector("[data-waiting]").textContent = texts.join(", ");
  exit.show();
}

/**
 * Show one screen, or one section by its rank, and nothing else.
 * @param {string | number} name
 */
function show(name) {
  shown = name;
  clearInterval(countdown);
  /** @type {HTMLElement} */
  const answers = main.querySelector("[data-answers]");
  if (answers) answers.hidden = typeof name !== "number";
  for (const element of main.querySelectorAll("[data-screen], [data-part]")) {
    const screen = /** @type {HTMLElement} */ (element);
    screen.hidden = (screen.dataset.screen ?? Number(screen.dataset.part)) !== name;
    if (screen.hidden) continue;
    const heading = screen.querySelector("h1");
    document.title = `${heading.textContent} – ${title}`;
    heading.focus();
  }
  scrollTo(0, 0);
}

/**
 * Put the page back as the site wrote it, in French: nothing of the person stays.
 * @param {string} screen The one to show.
 */
function putBack(screen) {
  silence.rest();
  exit.close();
  putPage(pristine.get(about.base));
  show(about.closed ? "closed" : screen);
}

/** Go back to the welcome, for the next person. */
function startOver() {
  putBack("welcome");
  checkOpen();
}

/**
 * Replace the page, and what is typed in it.
 * @param {HTMLElement} page
 */
function putPage(page) {
  const next = /** @type {HTMLElement} */ (page.cloneNode(true));
  main.replaceWith(next);
  main = next;
  form = new KioskForm(main);
  hasAskedForPlace = false;
}

/**
 * Show the page in another language.
 * @param {string} path
 */
async function openLanguage(path) {
  if (!pristine.has(path)) {
    const page = await readPage(path);
    if (!page) return;
    pristine.set(path, page);
  }
  putPage(pristine.get(path));
  silence.watch();
  show("welcome");
}

/** Begin on the whole screen, with a history that « Back » does not leave: a browser heeds both after a touch alone. */
function launch() {
  holdHistory();
  fillScreen();
  show("welcome");
}

/** Take the whole screen, where the browser has one to give. */
function fillScreen() {
  if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {});
}

/** Add an entry to the history, which « Back » may use up. */
function holdHistory() {
  history.pushState({ kiosk: true }, "");
}

/** Check this section, then show the next one that asks something, or the end. */
async function goOn() {
  const part = Number(shown);
  const { kept, refusals } = form.judge(part);
  /** @type {HTMLElement} */
  const faults = main.querySelector(`[data-part="${part}"] [data-faults]`);
  const found = form.showRefusals(refusals);
  faults.hidden = !found;
  faults.textContent = found > 1 ? `${found} réponses sont à revoir.` : "Une réponse est à revoir.";
  if (found) return;
  const isFull = await askForPlace(kept);
  if (shown !== part) return; // they left meanwhile
  stoppedAt = part;
  if (isFull) show("full");
  else showNext(part);
}

/** @param {number} part */
function showNext(part) {
  const next = form.parts.find((rank) => rank > part);
  if (next === undefined) showEnd();
  else show(next);
}

/** Show how much was answered, with the button that sends. */
function showEnd() {
  const asked = listAsked(form.questions, form.values);
  const { kept } = form.judge();
  const answered = asked.filter(({ code }) => isAnswered(kept[code])).length;
  const plural = answered > 1 ? "s" : "";
  main.querySelector("[data-answered]").textContent =
    `Vous avez répondu à ${answered} question${plural} sur ${asked.length}.`;
  show("send");
}

/** Show the section before. */
function goBack() {
  if (shown === "full") show(stoppedAt);
  else if (shown === "send" || typeof shown === "number") {
    const before = form.parts.filter((rank) => shown === "send" || rank < Number(shown));
    show(before.at(-1) ?? "welcome");
  }
}

/**
 * Ask the site whether enough people like this one have answered, until it says so once.
 * @param {import("./kiosk-answers.js").Values} values
 * @returns {Promise<boolean>}
 */
async function askForPlace(values) {
  if (!about.place || hasAskedForPlace) return false;
  const isFull = await isQuotaFull(about.place, values);
  hasAskedForPlace = isFull !== false;
  return isFull ?? false;
}

/** Keep the whole response, which leaves by itself, and thank. */
function send() {
  const { kept, refusals } = form.judge();
  const wrong = form.questions.find(({ code }) => code in refusals);
  if (wrong) {
    show(wrong.part);
    form.showRefusals(refusals);
    return;
  }
  try {
    queue.add({ about: "reponse", name: "Réponse", present: true, values: kept, language: main.dataset.language });
  } catch {
    /** @type {HTMLElement} */ (main.querySelector("[data-unkept]")).hidden = false;
    return;
  }
  const { language } = main.dataset;
  putPage([...pristine.values()].find((page) => page.dataset.language === language));
  silence.rest();
  show("thanks");
  let left = RETURN;
  countdown = setInterval(() => {
    left -= 1;
    main.querySelector("[data-returns]").textContent = String(Math.max(0, left));
    if (left <= 0) startOver();
  }, 1_000);
}

/** Leave for the site: the code was right. */
async function leave() {
  isLeaving = true;
  await document.exitFullscreen?.().catch(() => {});
  location.replace("/");
}

/** While nobody answers, ask whether people still can: the site writes the page that says so. */
async function checkOpen() {
  const hasChanged = await isStateOther(about.state, about.closed);
  if (hasChanged && ["ready", "welcome", "closed"].includes(String(shown))) location.reload();
}

/** @type {Record<string, () => void>} */
const ACTIONS = {
  launch,
  begin: () => {
    fillScreen();
    holdHistory();
    silence.watch();
    show(form.parts[0]);
  },
  back: goBack,
  send,
  "go-on": () => showNext(stoppedAt),
  "give-up": startOver,
  "start-over": startOver,
  "more-time": () => {
    silence.watch();
    silence.giveMoreTime();
    main.querySelector("[data-delay]").textContent = "10 minutes";
    main.querySelector("[data-do=more-time]").remove();
  },
};

document.addEventListener("click", ({ target }) => {
  const { dataset } = /** @type {HTMLElement} */ (target);
  ACTIONS[dataset.do]?.();
  if ("leaveKiosk" in dataset) silence.watch();
  if (dataset.languagePage) openLanguage(dataset.languagePage);
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (/** @type {HTMLElement} */ (event.target).matches("[data-answers]")) goOn();
});
addEventListener("popstate", () => {
  if (isLeaving) return;
  holdHistory();
  goBack();
});
// A page that is left has nothing of anybody, should it come back whole from the history.
addEventListener("pagehide", () => putBack("ready"));
setInterval(checkOpen, CHECK);
addEventListener("online", () => checkOpen());
erasePages(); // of somebody who was connected here
pristine.set(about.base, main.cloneNode(true));
if (location.pathname === about.base) putBack("ready");
else location.replace(about.base);
queue.send();
addEventListener("load", async () => {
  const others = [...document.querySelectorAll("[data-language-page]")];
  const paths = others.map((button) => /** @type {HTMLElement} */ (button).dataset.languagePage);
  const isKept = await keepKioskPages({ worker: about.worker, scope: about.base, paths: [about.base, ...paths] })
    .catch(() => false);
  document.querySelector("[data-kept-page]").textContent = isKept ? "marche aussi sans réseau" : "";
});
