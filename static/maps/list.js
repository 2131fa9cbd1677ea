// The list beside the map follows it. Page's data on the map: list (id of the list's element) and
// list-url (answers an HTML fragment made by the server; its first element may carry data-count).
import { worksText } from "./words.js";

const CALM = 250; // ms without a move before the list is asked for

export function attachList(element, highlight) {
  const list = document.getElementById(element.dataset.list ?? "");
  if (!list || !element.dataset.listUrl) return;
  const announce = addAnnouncement(list);
  let timer;
  let controller = new AbortController();
  const load = (bbox, after) => {
    clearTimeout(timer);
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    timer = setTimeout(async () => {
      const count = await replaceList(element, list, bbox, signal);
      if (count !== null) announce(worksText(element, count));
      after?.();
    }, CALM);
  };
  element.addEventListener("map:moved", ({ detail }) => load(detail.bbox));
  element.addEventListener("map:list", ({ detail }) => load(detail.bbox, () => focusList(list)));
  const mark = (event) => highlight(event.target.closest?.("[data-id]")?.dataset.id);
  for (const name of ["pointerover", "focusin"]) list.addEventListener(name, mark);
  for (const name of ["pointerleave", "focusout"]) list.addEventListener(name, () => highlight());
}

// The count the fragment tells, or null when the list stays as it was.
async function replaceList(element, list, bbox, signal) {
  list.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address(element, bbox), { signal });
    if (!answer.ok) throw new Error(`list ${answer.status}`);
    const fragment = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    const count = fragment.querySelector("[data-count]")?.dataset.count;
    const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
    list.replaceChildren(...fragment.childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    return count === undefined ? null : Number(count);
  } catch {
    return null; // stale, or the network is away: the old list still helps
  } finally {
    if (!signal.aborted) list.removeAttribute("aria-busy");
  }
}

function address(element, bbox) {
  const url = new URL(element.dataset.listUrl, location.origin);
  for (const [name, value] of new URLSearchParams(element.dataset.query ?? "")) {
    url.searchParams.append(name, value);
  }
  url.searchParams.set("bbox", bbox);
  return url;
}

function addAnnouncement(list) {
  const region = document.createElement("p");
  region.className = "map-announcement";
  region.setAttribute("aria-live", "polite");
  list.before(region);
  return (text) => {
    region.textContent = text;
  };
}

function focusList(list) {
  list.setAttribute("tabindex", "-1");
  list.focus();
}
