// The Leaflet map inside an element: its controls, its base map and its status line.
/* global L */
import { addBasemap } from "./basemap.js";

const WORLD = [[-85.06, -180], [85.06, 180]];

export function startFrame(element, options = {}) {
  const { center, zoom, minZoom, maxZoom, label } = element.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", label);
  const map = L.map(element, {
    center: readPlace(element.dataset.place) ?? readPlace(center),
    zoom: Number(zoom),
    minZoom: Number(minZoom),
    maxZoom: Number(maxZoom),
    maxBounds: WORLD,
    maxBoundsViscosity: 1,
    zoomControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    ...options,
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({
    position: "topright",
    zoomInTitle: element.dataset.wordZoomIn,
    zoomOutTitle: element.dataset.wordZoomOut,
  }).addTo(map);
  const say = addStatus(element);
  addBasemap(map, element, say);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(element);
  return { map, say };
}

// A map inside a text must not catch the page's scrolling: the wheel works once it has the focus.
export function quietOptions() {
  return { scrollWheelZoom: false, dragging: !L.Browser.mobile };
}

export function wheelWithFocus(map) {
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
}

// "48.39,-4.48" as a place, or null.
export function readPlace(text) {
  const parts = (text ?? "").split(",").map(Number);
  const fits = parts.length === 2 && text.trim() !== "" && parts.every(Number.isFinite);
  if (!fits || Math.abs(parts[0]) > 90 || Math.abs(parts[1]) > 180) return null;
  return L.latLng(parts[0], parts[1]);
}

function addStatus(element) {
  const status = document.createElement("p");
  status.className = "map-status";
  status.setAttribute("role", "status");
  element.append(status);
  // With `instead`, only where that is what stands there: small news never hides larger.
  return (text, instead) => {
    if (instead === undefined || status.textContent === instead) status.textContent = text ?? "";
  };
}
