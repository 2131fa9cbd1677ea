// Marks of works on the map. What people wrote enters by textContent only.
/* global L */
import { worksText } from "./words.js";

const SIZE = 44; // pixels: a finger's width

export function pinMarker({ pin, place }, element) {
  const body = document.createElement("span");
  if (pin.thumb) body.append(picture(pin, "map-pin-picture"));
  const marker = mark(place, `map-pin map-pin-${pin.kind.replace(/\W/g, "")}`, body, pin.title);
  marker.bindPopup(() => popupBody([pin]), popupOptions());
  return withFocus(marker, element);
}

export function clusterMarker(group, element, map) {
  const text = worksText(element, group.count);
  const thumbed = group.pins.find((pin) => pin.thumb);
  const body = thumbed ? stack(thumbed, group.count) : counter(group.count);
  const size = Math.min(3, Math.floor(Math.log10(group.count)));
  const kind = thumbed ? "map-pin map-stack" : `map-cluster map-cluster-${size}`;
  const marker = mark(group.place, kind, body, text);
  const atEnd = map.getZoom() >= map.getMaxZoom();
  if (atEnd && group.pins.length === group.count) {
    marker.bindPopup(() => popupBody(group.pins), popupOptions());
    return withFocus(marker, element);
  }
  const act = () => (atEnd ? openList(element, group) : zoomTo(map, group));
  marker.on("click", act);
  marker.on("keydown", ({ originalEvent: event }) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act();
    }
  });
  return marker;
}

function counter(count) {
  const body = document.createElement("span");
  const language = document.documentElement.lang || "en";
  body.textContent = new Intl.NumberFormat(language, { notation: "compact" }).format(count);
  return body;
}

// A few works whose pictures are known: one of them, and how many there are.
function stack(pin, count) {
  const body = document.createElement("div");
  const frame = document.createElement("span");
  frame.append(picture(pin, "map-pin-picture"));
  const number = counter(count);
  number.className = "map-stack-count";
  body.append(frame, number);
  return body;
}

function mark(place, className, body, label) {
  const icon = L.divIcon({ className, html: body, iconSize: [SIZE, SIZE] });
  const marker = L.marker(place, { icon, title: label, riseOnHover: true });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", label));
  return marker;
}

function zoomTo(map, { bounds, place }) {
  const zoom = map.getBoundsZoom(bounds);
  if (zoom > map.getZoom()) map.fitBounds(bounds, { padding: [SIZE, SIZE] });
  else map.setView(place, Math.min(map.getMaxZoom(), map.getZoom() + 2));
}

// Nothing can be taken apart any more: the list beside the map shows what is here.
function openList(element, { bounds, count }) {
  const bbox = bounds.toBBoxString();
  element.dispatchEvent(new CustomEvent("map:list", { bubbles: true, detail: { bbox, count } }));
}

function popupOptions() {
  // Room for the zoom buttons on the right and the status line below.
  const room = { autoPanPaddingTopLeft: [8, 8], autoPanPaddingBottomRight: [64, 72] };
  return { minWidth: 200, maxWidth: 260, maxHeight: 320, className: "map-popup", ...room };
}

function popupBody(pins) {
  const list = document.createElement("ul");
  list.className = "map-popup-list";
  for (const pin of pins) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = ownAddress(pin.url);
    if (pin.thumb) link.append(picture(pin, "map-popup-picture"));
    const title = document.createElement("span");
    title.dir = "auto";
    title.textContent = pin.title;
    link.append(title);
    item.append(link);
    list.append(item);
  }
  return list;
}

function picture(pin, className) {
  const image = document.createElement("img");
  image.className = className;
  image.alt = "";
  image.loading = "lazy";
  image.src = ownAddress(pin.thumb);
  return image;
}

// Only addresses of this portal: never javascript: and never another host.
function ownAddress(address) {
  const url = new URL(address, location.origin);
  return url.origin === location.origin ? url.href : "#";
}

function withFocus(marker, element) {
  marker.on("popupopen", ({ popup }) => {
    const root = popup.getElement();
    root.querySelector(".leaflet-popup-close-button")
      ?.setAttribute("aria-label", element.dataset.wordClose);
    root.querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true });
  });
  marker.on("popupclose", ({ popup }) => {
    if (popup.getElement()?.contains(document.activeElement)) marker.getElement()?.focus();
  });
  return marker;
}
