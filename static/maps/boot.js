// Brings every [data-map] element to life. Leaflet is loaded before, as a classic script.
/* global L */
import { startBrowse } from "./browse.js";
import { startMini } from "./mini.js";
import { startPick } from "./pick.js";
import { startWork } from "./work.js";

const KINDS = { browse: startBrowse, mini: startMini, pick: startPick, work: startWork };

export function bootMaps(root = document) {
  for (const element of root.querySelectorAll("[data-map]:not([data-map-ready])")) {
    element.setAttribute("data-map-ready", "");
    KINDS[element.dataset.map]?.(element);
  }
}

L.Icon.Default.imagePath = "/static/vendor/leaflet/images/";
bootMaps();
// A page that adds a map later (a card, a dialog) says so with this event.
document.addEventListener("map:added", (event) => bootMaps(event.target.parentNode ?? document));
