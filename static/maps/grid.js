// The published precision: the same fixed grid as portal/kernel/geo.py `coarsen`.
/* global L */

const METRES_PER_DEGREE = (Math.PI * 6_371_008.8) / 180;

export const METRES = { street: 50, neighbourhood: 500 };

// The grid cell of about `metres` that holds `place`, as bounds.
export function gridCell(place, metres) {
  const step = metres / METRES_PER_DEGREE;
  const south = Math.floor(place.lat / step) * step;
  const middle = Math.max(-90, Math.min(90, south + step / 2));
  const wide = step / Math.max(Math.cos((middle * Math.PI) / 180), 0.01);
  const west = Math.floor(place.lng / wide) * wide;
  return L.latLngBounds([[south, west], [south + step, west + wide]]);
}
