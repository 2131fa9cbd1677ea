// The big map. Page's data: query (filters), list and list-url (see list.js).
// Events on the element: map:moved {bbox, zoom} out; map:filter {query} in.
/* global L */
import { readPlace, startFrame } from "./frame.js";
import { attachList } from "./list.js";
import { escaped } from "./words.js";
import { WorksLayer } from "./works_layer.js";

export function startBrowse(element) {
  const { map, say } = startFrame(element, startView(element));
  const box = readBox(new URL(location.href).searchParams.get("bbox"));
  if (box && !readHash()) map.fitBounds(box);
  const layers = startLayers(map, element, say);
  attachList(element, (id) => layers.forEach((layer) => layer.highlight(id)));
  element.addEventListener("map:filter", ({ detail }) => {
    element.dataset.query = detail.query;
    writeAddress(map);
    layers.forEach((layer) => layer.setQuery(detail.query));
    tellMoved(map, element);
  });
  map.on("moveend", () => {
    writeAddress(map);
    tellMoved(map, element);
  });
  addEventListener("popstate", () => {
    const hash = readHash();
    if (hash) map.setView(hash.place, hash.zoom, { animate: false });
  });
}

export function startLayers(map, element, say) {
  const sources = [...element.querySelectorAll('[data-layer="works"]')];
  const layers = sources.map((source) => new WorksLayer(map, element, source, say));
  if (layers.length > 1) {
    const named = sources.map(({ dataset }, at) => [escaped(dataset.title), layers[at].group]);
    const control = L.control.layers(null, Object.fromEntries(named)).addTo(map);
    const toggle = control.getContainer().querySelector("a");
    toggle.title = element.dataset.wordLayers;
    toggle.setAttribute("aria-label", element.dataset.wordLayers);
  }
  return layers;
}

function startView(element) {
  const hash = readHash();
  if (!hash) return {};
  return { center: hash.place, zoom: hash.zoom };
}

// "#map=14/48.39/-4.48", as OpenStreetMap writes it.
function readHash() {
  const [, zoom, latitude, longitude] =
    /^#map=(\d{1,2})\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(location.hash) ?? [];
  const place = zoom && readPlace(`${latitude},${longitude}`);
  return place ? { place, zoom: Number(zoom) } : null;
}

function readBox(text) {
  const sides = (text ?? "").split(",").map(Number);
  if (sides.length !== 4 || !text || !sides.every(Number.isFinite)) return null;
  const [west, south, east, north] = sides;
  return L.latLngBounds([[south, west], [north, east]]);
}

function boxText(map) {
  const bounds = map.getBounds();
  const inside = (value, limit) => Math.max(-limit, Math.min(limit, value)).toFixed(5);
  return [
    inside(bounds.getWest(), 180), inside(bounds.getSouth(), 90),
    inside(bounds.getEast(), 180), inside(bounds.getNorth(), 90),
  ].join(",");
}

// The box is for the server (the list), the hash gives the exact view back.
function writeAddress(map) {
  const url = new URL(location.href);
  const { lat, lng } = map.getCenter();
  url.searchParams.set("bbox", boxText(map));
  url.hash = `map=${map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
  history.replaceState(history.state, "", url);
}

function tellMoved(map, element) {
  const detail = { bbox: boxText(map), zoom: map.getZoom() };
  element.dispatchEvent(new CustomEvent("map:moved", { bubbles: true, detail }));
}
