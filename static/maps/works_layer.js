// Works on the map: loads tiles of data for what is seen, groups what is too close, draws it.
//
// A data tile covers 512 pixels (the zoom before the map's), so that a screen needs few requests
// and the server's cells, an eighth of a tile, are 64 pixels wide: as far apart as fingers need.
/* global L */
import { groupByDistance } from "./grouping.js";
import { clusterMarker, pinMarker } from "./markers.js";

const KEPT_TILES = 400;
const PATIENCE = 300; // ms until what has arrived is drawn, though more is on its way

export class WorksLayer {
  // `source` is the span of the shell; `element` the map's element with its words.
  constructor(map, element, source, say) {
    this.map = map;
    this.element = element;
    this.url = source.dataset.url;
    this.maxZoom = Number(source.dataset.maxZoom);
    this.say = say;
    this.query = element.dataset.query ?? "";
    this.group = L.layerGroup().addTo(map);
    this.kept = new Map(); // address → data, the oldest first
    this.running = new Map(); // address → AbortController
    this.drawn = new Map(); // key → marker
    map.on("moveend", () => this.update());
    this.group.on("add", () => this.update());
    this.update();
  }

  // Show other works: the query string of the filters, without "?".
  setQuery(query) {
    this.query = query;
    this.update();
  }

  update() {
    if (!this.map.hasLayer(this.group)) return;
    const wanted = this.addresses();
    for (const [address, controller] of this.running) {
      if (!wanted.includes(address)) controller.abort();
    }
    const missing = wanted.filter((a) => !this.kept.has(a) && !this.running.has(a));
    missing.forEach((address) => this.load(address));
    if (this.running.size === 0) this.draw();
    else this.drawLater();
  }

  addresses() {
    const end = this.query ? (this.url.includes("?") ? "&" : "?") + this.query : "";
    if (!this.url.includes("{z}")) return [this.url + end];
    return this.tiles().map(([z, x, y]) => L.Util.template(this.url, { z, x, y }) + end);
  }

  tiles() {
    const zoom = this.map.getZoom();
    const z = Math.max(0, Math.min(this.maxZoom, zoom - 1));
    const side = 256 * 2 ** (zoom - z);
    const last = 2 ** z - 1;
    const { min, max } = this.map.getPixelBounds();
    const clamp = (value) => Math.max(0, Math.min(last, Math.floor(value / side)));
    const found = [];
    for (let x = clamp(min.x); x <= clamp(max.x); x += 1) {
      for (let y = clamp(min.y); y <= clamp(max.y); y += 1) found.push([z, x, y]);
    }
    return found;
  }

  async load(address) {
    const controller = new AbortController();
    this.running.set(address, controller);
    try {
      const answer = await fetch(address, { signal: controller.signal });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      this.keep(address, await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.element.dataset.wordFailed);
    } finally {
      // A stale request must not clear the way of one that asked for the same again.
      if (this.running.get(address) === controller) this.running.delete(address);
      if (this.running.size === 0) this.draw();
    }
  }

  keep(address, data) {
    this.kept.set(address, data);
    for (const old of this.kept.keys()) {
      if (this.kept.size <= KEPT_TILES) break;
      this.kept.delete(old);
    }
  }

  drawLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), PATIENCE);
  }

  draw() {
    clearTimeout(this.timer);
    const data = this.addresses().map((address) => this.kept.get(address)).filter(Boolean);
    const open = [...this.drawn].find(([, marker]) => marker.isPopupOpen())?.[0];
    const groups = groupByDistance(this.map, data, open);
    const keys = new Set(groups.map((group) => group.key));
    for (const [key, marker] of this.drawn) {
      if (keys.has(key)) continue;
      this.group.removeLayer(marker);
      this.drawn.delete(key);
    }
    for (const group of groups) {
      if (!this.drawn.has(group.key)) this.add(group);
    }
    this.element.dispatchEvent(new CustomEvent("map:drawn", { detail: { groups: groups.length } }));
  }

  add(group) {
    const marker = group.pin
      ? pinMarker(group, this.element)
      : clusterMarker(group, this.element, this.map);
    this.drawn.set(group.key, marker);
    this.group.addLayer(marker);
  }

  // Lift the pin of a work, as its card in the list has the pointer or the focus.
  highlight(id) {
    for (const [key, marker] of this.drawn) {
      marker.getElement()?.classList.toggle("map-marked", key === id);
    }
  }
}
