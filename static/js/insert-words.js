/**
 * Words put into a text as if somebody typed them.
 * @module
 */

/**
 * Write words in place of the selection, as if they were typed, then select some of them.
 * @param {HTMLTextAreaElement} text
 * @param {string} words
 * @param {number} start
 * @param {number} end
 * @returns {void}
 */
export function insertWords(text, words, start, end) {
  text.focus();
  const from = text.selectionStart;
  // The only way that leaves the undo of the browser whole; where it fails, the text is written all the same.
  if (!document.execCommand("insertText", false, words)) {
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.setSelectionRange(from + start, from + end);
}
