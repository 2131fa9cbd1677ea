// Leaflet 1.9.4's tile layer, except that it drops a tile without a data: picture, which
// `img-src 'self'` would refuse. An image without src stops loading as well.
/* global L */

export const StrictTiles = L.TileLayer.extend({
  _removeTile(key) {
    this._tiles[key]?.el.removeAttribute("src");
    return L.GridLayer.prototype._removeTile.call(this, key);
  },

  _abortLoading() {
    for (const [key, { coords, el }] of Object.entries(this._tiles)) {
      if (coords.z === this._tileZoom) continue;
      el.onload = L.Util.falseFn;
      el.onerror = L.Util.falseFn;
      if (el.complete) continue;
      el.removeAttribute("src");
      el.remove();
      delete this._tiles[key];
      this.fire("tileabort", { tile: el, coords });
    }
  },
});
