// Shows of a form only what the answers so far ask for. Without it everything is shown.

export function enhanceFields(root) {
  for (const when of root.querySelectorAll("[data-when]")) showDate(when);
  for (const rights of root.querySelectorAll("[data-rights]")) showRights(rights);
  for (const button of root.querySelectorAll("[data-pick]")) button.hidden = false;
}

export function followFields(root) {
  root.addEventListener("change", ({ target }) => {
    const when = target.closest("[data-when]");
    const rights = target.closest("[data-rights]");
    if (when) showDate(when);
    if (rights) showRights(rights);
  }, true); // before the draft is saved, so that what follows from an answer is saved with it
}

function showDate(when) {
  const mode = when.querySelector("select").value;
  const only = (part) => when.querySelector(`[data-when-${part}]`);
  only("date").hidden = mode === "unknown" || mode === "edtf";
  only("until").hidden = mode !== "between";
  only("edtf").hidden = mode !== "edtf";
  when.classList.toggle("when--years", mode === "decade");
}

function showRights(rights) {
  const whose = rights.querySelector("input[name$=ownership]:checked");
  rights.querySelector("[data-why]").hidden = !whose || !("asksWhy" in whose.dataset);
  const maker = rights.querySelector("[data-maker]");
  maker.hidden = (!whose || whose.value === "mine") && !maker.querySelector("input").value;
  rights.querySelector("[data-licences]").hidden = !whose;
  if (whose) narrow(rights, whose.value);
}

// Only the licences that fit; the only one is chosen at once.
function narrow(rights, whose) {
  const fitting = [];
  for (const choice of rights.querySelectorAll("[data-fits]")) {
    const fits = choice.dataset.fits.split(" ").includes(whose);
    const radio = choice.querySelector("input");
    choice.hidden = !fits;
    if (fits) fitting.push(radio);
    else radio.checked = false;
  }
  if (fitting.length === 1) fitting[0].checked = true;
}
