// Chips and the form of filters change the map and its list without leaving the page; the address
// follows, and Back brings the filters of before. Without this module they are links and a form.

const VIEW_ONLY = ["bbox", "cursor", "lang"]; // not filters of the works

export function attachFilters(map, list, dialog) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.hash === "#filters") open(event, dialog);
    else if ("filter" in link.dataset) go(event, map, new URL(link.href));
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) close(event, dialog);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    const url = new URL(event.target.action);
    for (const [name, value] of new FormData(event.target)) {
      if (value.trim()) url.searchParams.set(name, value.trim());
    }
    dialog.close();
    go(event, map, url);
  });
  addEventListener("popstate", () => tell(map));
}

function open(event, dialog) {
  event.preventDefault();
  fill(dialog);
  dialog.showModal();
}

function close(event, dialog) {
  event.preventDefault();
  dialog.close();
}

function go(event, map, url) {
  event.preventDefault();
  url.hash = location.hash;
  history.pushState(null, "", url);
  tell(map);
}

function tell(map) {
  const query = new URL(location.href).searchParams;
  VIEW_ONLY.forEach((name) => query.delete(name));
  map.dispatchEvent(new CustomEvent("map:filter", { detail: { query: query.toString() } }));
}

// The form shows what is on now, which is not what it was when the page was made.
function fill(dialog) {
  const on = new URL(location.href).searchParams;
  for (const field of dialog.querySelector("form").elements) {
    if (field.name && field.type !== "submit") field.value = on.get(field.name) ?? "";
  }
}
