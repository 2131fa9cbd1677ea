// Filters beside the results stand open where there is room; on a phone they open when asked for.
const room = matchMedia("(min-width: 64rem)");

for (const fold of document.querySelectorAll("details[data-fold]")) {
  if (room.matches) fold.open = true;
  room.addEventListener("change", ({ matches }) => {
    if (matches) fold.open = true;
  });
}
