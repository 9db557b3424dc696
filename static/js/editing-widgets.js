/**
 * Wagtail's editor starts its calendars, choosers and lists with scripts inside the page, which the security policy
 * refuses. Here these widgets carry `data-controller="editing-widget"` instead, also in the forms that the editor adds
 * later (`templates/wagtailadmin/`, `extranet/public/editing/choosers.py`).
 *
 * @module
 */

const editor = /** @type {any} */ (window);

/** @type {Record<string, (field: string, options: any) => void>} */
const STARTS = {
  date: (field, options) => editor.initDateChooser(field, options),
  time: (field, options) => editor.initTimeChooser(field, options),
  datetime: (field, options) => editor.initDateTimeChooser(field, options),
  list: (_, options) => new editor.InlinePanel(options),
  choices: (_, options) => new editor.MultipleChooserPanel(options),
};

editor.wagtail.app.register(
  "editing-widget",
  class extends editor.StimulusModule.Controller {
    connect() {
      const { kind, field, options } = /** @type {HTMLElement} */ (this.element).dataset;
      this.element.remove();
      if (kind.endsWith("Chooser")) {
        new editor[kind](field, JSON.parse(options));
      } else {
        STARTS[kind](field, JSON.parse(options));
      }
    }
  },
);
