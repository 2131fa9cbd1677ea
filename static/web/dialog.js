// <a href="#id" data-opens>: opens the dialog as a modal one; without this module :target shows it.

export function enhanceDialogs(root) {
  for (const opener of root.querySelectorAll("a[data-opens]")) {
    const dialog = root.querySelector(opener.hash);
    if (dialog?.showModal) enhanceDialog(opener, dialog);
  }
}

function enhanceDialog(opener, dialog) {
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    const onBackdrop = event.target === dialog;
    if (!onBackdrop && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
}
