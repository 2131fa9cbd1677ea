// Sets or corrects a place. Page's data: latitude-input, longitude-input (ids of text fields),
// accuracy-input (id, optional: metres as measured) and precision-input (name of a select or of
// radio buttons with exact, street, neighbourhood, hidden; optional).
/* global L */
import { readPlace, startFrame } from "./frame.js";
import { gridCell, METRES } from "./grid.js";
import { addLocateButton } from "./locate.js";
import { fill } from "./words.js";

const DECIMALS = 6; // about 0.1 m
const STEP = 10; // pixels for an arrow key, 1 with Shift

export function startPick(element) {
  const { map, say } = startFrame(element);
  const picker = new Picker(map, element, say);
  map.on("click", ({ latlng }) => picker.choose(latlng));
  addLocateButton(map, element, say, (place, accuracy) => picker.choose(place, accuracy));
}

class Picker {
  constructor(map, element, say) {
    Object.assign(this, { map, element, words: element.dataset, say });
    this.latitude = document.getElementById(element.dataset.latitudeInput ?? "");
    this.longitude = document.getElementById(element.dataset.longitudeInput ?? "");
    this.accuracy = document.getElementById(element.dataset.accuracyInput ?? "");
    for (const field of [this.latitude, this.longitude]) {
      field?.addEventListener("input", () => this.readFields());
      field?.addEventListener("change", () => this.complain());
    }
    document.addEventListener("change", ({ target }) => {
      if (target.name && target.name === this.words.precisionInput) this.preview();
    });
    const place = this.typedPlace() ?? readPlace(this.words.place);
    if (place) this.show(place, true);
  }

  // A place by click, drag, arrow key or position; `accuracy` in metres where it was measured.
  choose(place, accuracy) {
    const inside = place.wrap();
    this.show(inside, false);
    this.write(this.latitude, inside.lat.toFixed(DECIMALS));
    this.write(this.longitude, inside.lng.toFixed(DECIMALS));
    this.write(this.accuracy, accuracy ? String(Math.round(accuracy)) : "");
    if (!accuracy) this.say(fill(this.words.wordSet, { place: this.placeText(inside) }));
  }

  show(place, centre) {
    if (this.marker) this.marker.setLatLng(place);
    else this.addMarker(place);
    if (centre || !this.map.getBounds().contains(place)) this.map.setView(place);
    this.preview();
  }

  addMarker(place) {
    const icon = L.divIcon({ className: "map-place", iconSize: [44, 44], iconAnchor: [22, 40] });
    this.marker = L.marker(place, { icon, draggable: true, autoPan: true }).addTo(this.map);
    const body = this.marker.getElement();
    body.setAttribute("aria-label", this.words.wordMarker);
    body.title = this.words.wordMarker;
    body.addEventListener("keydown", (event) => this.moveByKey(event));
    this.marker.on("dragend", () => this.choose(this.marker.getLatLng()));
  }

  moveByKey(event) {
    const ways = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation(); // else the map pans as well
    const step = event.shiftKey ? 1 : STEP;
    const pixel = this.map.latLngToContainerPoint(this.marker.getLatLng());
    this.choose(this.map.containerPointToLatLng(pixel.add([way[0] * step, way[1] * step])));
  }

  readFields() {
    this.splitPair();
    const place = this.typedPlace();
    if (!place && !this.latitude?.value && !this.longitude?.value) this.clear();
    if (!place) return;
    this.say("");
    if (this.accuracy) this.accuracy.value = "";
    this.show(place, true);
  }

  // One picker may serve several works after each other: empty fields are no place.
  clear() {
    this.marker?.remove();
    this.area?.remove();
    this.marker = this.area = null;
    this.say("");
  }

  // Coordinates are often copied as a pair: "48.39, -4.48" in the first field fills both.
  splitPair() {
    const parts = this.latitude?.value.split(/\s*[,;]\s+|\s+|;|,(?=\s*-?\d+\.)/) ?? [];
    if (parts.length !== 2 || parts.some((part) => number(part) === null)) return;
    this.latitude.value = parts[0];
    this.longitude.value = parts[1];
  }

  typedPlace() {
    const latitude = number(this.latitude?.value);
    const longitude = number(this.longitude?.value);
    return latitude === null || longitude === null ? null : readPlace(`${latitude},${longitude}`);
  }

  complain() {
    const filled = this.latitude?.value.trim() && this.longitude?.value.trim();
    if (filled && !this.typedPlace()) this.say(this.words.wordBadPlace);
  }

  // What readers will see: the pin, the square of the grid that holds it, or nothing.
  preview() {
    this.area?.remove();
    const precision = this.precision();
    const metres = METRES[precision];
    this.marker?.getElement().classList.toggle("map-place-hidden", precision === "hidden");
    if (!this.marker || !precision) return;
    if (metres) {
      const cell = gridCell(this.marker.getLatLng(), metres);
      this.area = L.rectangle(cell, { className: "map-area", interactive: false }).addTo(this.map);
    }
    const words = { hidden: this.words.wordHidden, exact: this.words.wordExact };
    this.say(words[precision] ?? fill(this.words.wordArea, { metres }));
  }

  precision() {
    const name = CSS.escape(this.words.precisionInput ?? "");
    if (!name) return null;
    const field = document.querySelector(`select[name="${name}"], input[name="${name}"]:checked`);
    return field?.value ?? null;
  }

  placeText({ lat, lng }) {
    return `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
  }

  // The form hears of it as if it had been typed, so that drafts are kept.
  write(field, value) {
    if (!field || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// A number as people type it, with point or comma; null for anything else.
function number(text) {
  const plain = (text ?? "").trim().replace(",", ".").replace("−", "-").replace("°", "");
  return /^-?\d+(\.\d*)?$/.test(plain) ? Number(plain) : null;
}
