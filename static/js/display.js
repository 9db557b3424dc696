/**
 * Theme and text size change at once, without leaving the page; the server keeps them (extranet/interface/display).
 * @module
 */

/**
 * Listen to the buttons at the foot of the page.
 * @returns {void}
 */
export function keepDisplay() {
  /** @type {HTMLFormElement} */
  const form = document.querySelector("[data-display]");
  form?.addEventListener("submit", (event) => {
    const button = /** @type {HTMLButtonElement} */ (/** @type {SubmitEvent} */ (event).submitter);
    if (!button) return;
    event.preventDefault();
    const shown = document.documentElement.dataset;
    if (button.value) shown[button.name] = button.value;
    else delete shown[button.name];
    // The button that was pressed is hidden now: its opposite takes the focus.
    /** @type {HTMLElement} */ (
      [...form.querySelectorAll(`[name="${button.name}"]`)].find((other) => other !== button)
    ).focus();
    // Without network, the choice lasts until the next page.
    const choice = new URLSearchParams({ [button.name]: button.value });
    fetch(`${form.action}?${choice}`).catch(() => {});
  });
}
