// The button "where I am now".
/* global L */
import { fill } from "./words.js";

const PATIENCE = 15_000; // ms; a phone indoors needs some time

export function addLocateButton(map, element, say, found) {
  if (!navigator.geolocation) return;
  const words = element.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-locate";
  button.textContent = words.wordLocate;
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(button);
    return button;
  };
  control.addTo(map);
  button.addEventListener("click", () => {
    say(words.wordLocating);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const place = L.latLng(coords.latitude, coords.longitude);
        map.setView(place, Math.max(map.getZoom(), 16));
        found(place, Math.max(1, coords.accuracy));
        say(fill(words.wordLocated, { metres: Math.round(coords.accuracy) }));
      },
      ({ code }) => say(code === 1 ? words.wordLocateDenied : words.wordLocateFailed),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 },
    );
  });
}
