// The review desk: single letters while the panel has the focus, and ticking all of a person.

const STORED = "review-keys";

export function enhancePanel(panel, storage = window.localStorage) {
  const toggle = panel.querySelector("[data-review-switch]");
  toggle.checked = storage.getItem(STORED) !== "off";
  const show = () => {
    for (const hint of panel.querySelectorAll("[data-key-hint]")) hint.hidden = !toggle.checked;
  };
  toggle.addEventListener("change", () => {
    storage.setItem(STORED, toggle.checked ? "on" : "off");
    show();
  });
  panel.querySelector("[data-review-keys]").hidden = false;
  panel.addEventListener("keydown", (event) => {
    if (toggle.checked && isLetter(event)) press(panel, event);
  });
  show();
  if (location.hash === `#${panel.id}`) panel.focus({ preventScroll: true });
}

// A letter that is typed into a field is only a letter.
function isLetter(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  return !event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
}

function press(panel, event) {
  const target = panel.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  const missing = findMissing(panel, target.value);
  if (!missing) target.click();
  else {
    panel.querySelector("[data-review-says]").textContent = missing.says;
    missing.field.focus();
  }
}

function findMissing(panel, action) {
  const form = panel.querySelector("form");
  if (action === "hide" && !form.querySelector("[name=reason]:checked")) {
    return { field: form.querySelector("[name=reason]"), says: form.dataset.needsReason };
  }
  const words = form.querySelector("[name=words]");
  if (action === "ask" && !words.value.trim()) {
    return { field: words, says: form.dataset.needsWords };
  }
  return null;
}

export function enhanceQueue(queue) {
  for (const button of queue.querySelectorAll("[data-tick-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const ticks = [...button.closest("fieldset").querySelectorAll("[name=pick]")];
      const all = ticks.every((tick) => tick.checked);
      for (const tick of ticks) tick.checked = !all;
      queue.querySelector("details").open = true;
    });
  }
}

for (const panel of document.querySelectorAll("[data-review-panel]")) enhancePanel(panel);
for (const queue of document.querySelectorAll("[data-review-queue]")) enhanceQueue(queue);
