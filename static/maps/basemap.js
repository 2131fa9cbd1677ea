// The base map, and under it our own outline of land and sea for when no tile comes.
/* global L */
import { StrictTiles } from "./strict_tiles.js";
import { escaped } from "./words.js";

const REST = 60_000; // ms without asking, after many failures; the server's breaker rests as long
const FAILURES = 6;

export function addBasemap(map, element, say) {
  const tiles = element.querySelector('[data-layer="tiles"]');
  const outline = element.querySelector('[data-layer="outline"]');
  map.createPane("outline").style.zIndex = 150; // under the tiles
  if (!tiles) {
    showOutline(map, outline.dataset.url);
    return;
  }
  let failures = 0;
  const layer = new StrictTiles(tiles.dataset.url, {
    maxNativeZoom: Number(tiles.dataset.maxZoom),
    maxZoom: map.getMaxZoom(),
    noWrap: true,
    attribution: attribution(tiles.dataset.attribution),
  });
  layer.on("tileload", () => {
    failures = 0;
    say("", element.dataset.wordNoTiles);
  });
  layer.on("tileerror", () => {
    failures += 1;
    showOutline(map, outline.dataset.url);
    if (failures === FAILURES) rest();
  });
  const rest = () => {
    say(element.dataset.wordNoTiles, "");
    layer.remove();
    setTimeout(() => {
      failures = 0;
      layer.addTo(map);
    }, REST);
  };
  layer.addTo(map);
}

async function showOutline(map, url) {
  if (map.hasOutline) return;
  map.hasOutline = true;
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`outline ${answer.status}`);
    const land = await answer.json();
    L.geoJSON(land, { pane: "outline", interactive: false, style: () => ({ className: "map-land" }) })
      .addTo(map);
  } catch {
    map.hasOutline = false; // the next tile that fails tries again
  }
}

// Leaflet takes HTML here, so the text is escaped; OpenStreetMap asks for a link to its terms.
function attribution(text) {
  const words = escaped(text.trim());
  if (!text.includes("OpenStreetMap")) return words;
  return `<a href="https://www.openstreetmap.org/copyright" rel="noreferrer">${words}</a>`;
}
