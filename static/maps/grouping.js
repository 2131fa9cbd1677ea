// Puts together what would overlap on the screen. The order is fixed, so a pan changes nothing.
/* global L */

const APART = 56; // pixels between the middles of two marks

// Groups of {key, place, count, bounds, pins, pin}: `pins` are the works known by name, `pin` the
// only one. `open` is the key of the pin whose popup is open: it stays as it is.
export function groupByDistance(map, data, open) {
  const zoom = map.getZoom();
  const items = data.flatMap(read).sort(byWeight);
  const groups = [];
  for (const item of items) {
    item.pixel = map.project(item.place, zoom);
    const near = item.key === open ? null : groups.find((group) => isNear(group, item, open));
    if (near) join(near, item);
    else groups.push(item);
  }
  return groups.map(finish);
}

function read(tile) {
  const clusters = tile.clusters.map((cluster) => {
    const [west, south, east, north] = cluster.bounds;
    const place = L.latLng(cluster.lat, cluster.lng);
    const bounds = L.latLngBounds([[south, west], [north, east]]);
    return { place, count: cluster.count, bounds, pins: [], key: "" };
  });
  const pins = tile.points.map((pin) => {
    const place = L.latLng(pin.lat, pin.lng);
    return { place, count: 1, bounds: L.latLngBounds([place, place]), pins: [pin], key: pin.id };
  });
  return clusters.concat(pins);
}

function byWeight(a, b) {
  return b.count - a.count || a.place.lat - b.place.lat || a.place.lng - b.place.lng ||
    a.key.localeCompare(b.key);
}

function isNear(group, item, open) {
  return group.key !== open && group.pixel.distanceTo(item.pixel) < APART;
}

function join(group, item) {
  const total = group.count + item.count;
  const mean = (name) =>
    (group.place[name] * group.count + item.place[name] * item.count) / total;
  group.place = L.latLng(mean("lat"), mean("lng"));
  group.bounds.extend(item.bounds);
  group.pins.push(...item.pins);
  group.count = total;
}

function finish(group) {
  const pin = group.count === 1 && group.pins.length === 1 ? group.pins[0] : null;
  const { lat, lng } = group.place;
  const key = pin ? pin.id : `${group.count}@${lat.toFixed(6)},${lng.toFixed(6)}`;
  return { ...group, pin, key };
}
