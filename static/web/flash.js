// Messages are dismissed by their button; the focus goes on to the page, never into nothing.

export function enhanceFlashes(root) {
  for (const button of root.querySelectorAll("[data-dismiss]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      button.closest(".flash").remove();
      root.getElementById("main")?.focus({ preventScroll: true });
    });
  }
}
