// One work's place. Page's data: place ("lat,lng", as published) and precision (exact, street,
// neighbourhood).
/* global L */
import { quietOptions, readPlace, startFrame, wheelWithFocus } from "./frame.js";
import { gridCell, METRES } from "./grid.js";
import { fill } from "./words.js";

export function startWork(element) {
  const place = readPlace(element.dataset.place);
  const { map, say } = startFrame(element, quietOptions());
  wheelWithFocus(map);
  if (!place) return;
  const metres = METRES[element.dataset.precision];
  if (!metres) {
    const icon = L.divIcon({ className: "map-place", iconSize: [44, 44], iconAnchor: [22, 40] });
    L.marker(place, { icon, keyboard: false, interactive: false }).addTo(map);
    return;
  }
  const cell = gridCell(place, metres);
  L.rectangle(cell, { className: "map-area", interactive: false }).addTo(map);
  map.fitBounds(cell, { maxZoom: map.getZoom(), padding: [32, 32] });
  say(fill(element.dataset.wordArea, { metres }));
}
