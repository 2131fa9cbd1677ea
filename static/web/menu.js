// <details data-menu>: closes on Escape, on a click elsewhere and when the focus leaves it.

export function enhanceMenus(root) {
  for (const menu of root.querySelectorAll("details[data-menu]")) enhanceMenu(menu);
  root.addEventListener("click", (event) => closeMenus(root, event.target));
}

function enhanceMenu(menu) {
  const summary = menu.querySelector("summary");
  const close = () => {
    menu.open = false;
    summary.focus();
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  for (const button of menu.querySelectorAll("button[data-close]")) {
    button.hidden = false;
    button.addEventListener("click", close);
  }
}

function closeMenus(root, target) {
  for (const menu of root.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}
