// One dialog with a map for all cards: it takes over a card's place and gives it back.

const FIELDS = ["latitude", "longitude", "accuracy", "precision"];

export function startPlace(root) {
  const dialog = root.querySelector("[data-place]");
  if (!dialog?.showModal) return;
  let name = "";
  const own = (field) => document.getElementById(`pick-${field}`);
  const theirs = (field) => document.getElementById(`${name}-${field}`);

  root.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-pick]");
    if (!opener) return;
    name = opener.dataset.pick;
    dialog.showModal();
    for (const field of FIELDS) own(field).value = theirs(field).value;
    own("precision").value ||= "street"; // "the same for all" may leave it open
    own("latitude").dispatchEvent(new Event("input"));
    own("accuracy").value = theirs("accuracy").value; // typing had emptied it
    own("precision").dispatchEvent(new Event("change", { bubbles: true }));
  });

  dialog.querySelector("[data-place-take]").addEventListener("click", () => giveBack());
  dialog.querySelector("[data-place-none]").addEventListener("click", () => {
    for (const field of ["latitude", "longitude", "accuracy"]) own(field).value = "";
    own("latitude").dispatchEvent(new Event("input"));
    giveBack();
  });
  dialog.querySelector("[data-place-cancel]").addEventListener("click", () => dialog.close());

  function giveBack() {
    for (const field of FIELDS) theirs(field).value = own(field).value;
    theirs("precision").dispatchEvent(new Event("change", { bubbles: true }));
    dialog.close();
  }
}
