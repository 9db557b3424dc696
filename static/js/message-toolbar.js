/**
 * Buttons above a message that write its marks: bold, italic, list, quotation, link. They are one stop of the Tab key,
 * arrows go from one to the next; Ctrl+B, Ctrl+I and Ctrl+K work in the text. What they write can be undone. Without this
 * script there are no buttons: the help of the field says which marks to type.
 * @module
 */
import { buildElement } from "./element.js";
import { insertWords } from "./insert-words.js";

/**
 * A button: its word, its key with Ctrl, and how it changes the selected text.
 * @typedef {{word: string, letter?: string, write: (text: HTMLTextAreaElement) => void}} Tool
 */

/** @type {Tool[]} */
const TOOLS = [
  { word: "Gras", letter: "b", write: (text) => surround(text, "**", "en gras") },
  { word: "Italique", letter: "i", write: (text) => surround(text, "*", "en italique") },
  { word: "Liste", write: (text) => prefixLines(text, "- ") },
  { word: "Citation", write: (text) => prefixLines(text, "> ") },
  { word: "Lien", letter: "k", write: writeLink },
];
const ADDRESS = /^https?:\/\/\S+$/;

for (const form of document.querySelectorAll("form[data-composer]")) {
  const text = form.querySelector("textarea");
  if (text) addToolbar(text);
}

/**
 * Put the buttons above a text.
 * @param {HTMLTextAreaElement} text
 */
function addToolbar(text) {
  const buttons = TOOLS.map(({ word, letter, write }) => {
    const button = buildElement("button", { type: "button", className: "button bare small", textContent: word });
    button.tabIndex = -1;
    if (letter) button.setAttribute("aria-keyshortcuts", `Control+${letter.toUpperCase()}`);
    button.addEventListener("click", () => write(text));
    return button;
  });
  buttons[0].tabIndex = 0;
  const bar = buildElement("div", { className: "message-tools" }, ...buttons);
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Mise en forme");
  bar.setAttribute("aria-controls", text.id);
  bar.addEventListener("keydown", (event) => moveAmong(buttons, event));
  text.before(bar);
  text.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find(({ letter }) => letter === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    tool.write(text);
  });
}

/**
 * Go from one button to another with the arrows, Home and End.
 * @param {HTMLButtonElement[]} buttons
 * @param {KeyboardEvent} event
 */
function moveAmong(buttons, event) {
  const place = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
  const steps = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: buttons.length - 1 };
  const next = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (place < 0 || next === undefined) return;
  event.preventDefault();
  const button = buttons[(next + buttons.length) % buttons.length];
  for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
  button.focus();
}

/**
 * Put a mark on both sides of the selection, or take it away if it is there.
 * @param {HTMLTextAreaElement} text
 * @param {string} mark
 * @param {string} example
 */
function surround(text, mark, example) {
  const { selectionStart: start, selectionEnd: end, value } = text;
  const chosen = value.slice(start, end);
  const size = mark.length;
  if (chosen && value.slice(start - size, start) === mark && value.slice(end, end + size) === mark) {
    text.setSelectionRange(start - size, end + size);
    insertWords(text, chosen, 0, chosen.length);
    return;
  }
  // A mark beside a space is none.
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(chosen);
  const inside = words || example;
  const first = before.length + size;
  insertWords(text, before + mark + inside + mark + after, first, first + inside.length);
}

/**
 * Begin each selected line with a mark, or take it away if all have it.
 * @param {HTMLTextAreaElement} text
 * @param {string} mark
 */
function prefixLines(text, mark) {
  const { value } = text;
  const start = value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  const stop = value.indexOf("\n", text.selectionEnd);
  const end = stop < 0 ? value.length : stop;
  const lines = value.slice(start, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  const marked = lines.map((line) => isMarked ? line.slice(mark.length) : mark + line).join("\n");
  // A list begins after an empty line, or right under another line of it.
  const before = value.slice(0, start);
  const gap = isMarked || !before.trim() || before.endsWith("\n\n") || before.endsWith(`\n${mark}`) ||
      before.split("\n").at(-2)?.startsWith(mark)
    ? ""
    : "\n";
  text.setSelectionRange(start, end);
  const words = gap + marked;
  insertWords(text, words, words.length, words.length);
}

/**
 * Write a link: the selection is its words, or its address.
 * @param {HTMLTextAreaElement} text
 */
function writeLink(text) {
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd).trim();
  const isAddress = ADDRESS.test(chosen);
  const words = isAddress || !chosen ? "texte du lien" : chosen;
  const address = isAddress ? chosen : "https://";
  const link = `[${words}](${address})`;
  if (isAddress || !chosen) insertWords(text, link, 1, 1 + words.length);
  else insertWords(text, link, link.length - 1 - address.length, link.length - 1);
}
