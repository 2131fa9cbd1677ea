// A picture as large as the window: wheel, pinch, drag, double click, + − 0, arrows, Escape.

const MOST = 8; // times the size that fits the window
const STEP = 1.5; // a key or a button
const PAN = 80; // pixels for an arrow key

export function attachViewer(dialog) {
  const viewer = new Viewer(dialog);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-zoom]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    viewer.open(link);
  });
}

class Viewer {
  constructor(dialog) {
    this.dialog = dialog;
    this.canvas = dialog.querySelector("[data-canvas]");
    this.pointers = new Map();
    this.whole();
    dialog.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("click", ({ target }) => this.act(target.closest("[data-act]")));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.canvas.addEventListener("dblclick", (event) => this.doubled(event));
    this.canvas.addEventListener("pointerdown", (event) => this.press(event));
    this.canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.canvas.addEventListener(name, ({ pointerId }) => this.pointers.delete(pointerId));
    }
  }

  open(link) {
    const image = document.createElement("img");
    image.alt = "";
    image.src = link.querySelector("img").currentSrc; // shown until the large one is here
    const large = new Image();
    large.addEventListener("load", () => {
      image.src = large.src;
    });
    large.src = link.href;
    this.image = image;
    this.canvas.replaceChildren(image);
    this.whole();
    this.dialog.showModal();
    this.canvas.focus();
  }

  whole() {
    Object.assign(this, { scale: 1, x: 0, y: 0 });
    this.draw();
  }

  // Larger or smaller around a point, given in pixels from the middle of the canvas.
  zoom(times, x = 0, y = 0) {
    const scale = Math.min(MOST, Math.max(1, this.scale * times));
    const ratio = scale / this.scale;
    this.x = x - (x - this.x) * ratio;
    this.y = y - (y - this.y) * ratio;
    this.scale = scale;
    this.draw();
  }

  draw() {
    if (!this.image) return;
    const free = (side, whole) => Math.max(0, (side * this.scale - whole) / 2);
    const { clientWidth, clientHeight } = this.canvas;
    const [mostX, mostY] = [
      free(this.image.offsetWidth, clientWidth),
      free(this.image.offsetHeight, clientHeight),
    ];
    this.x = Math.min(mostX, Math.max(-mostX, this.x));
    this.y = Math.min(mostY, Math.max(-mostY, this.y));
    this.image.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
  }

  act(button) {
    const acts = {
      larger: () => this.zoom(STEP),
      smaller: () => this.zoom(1 / STEP),
      whole: () => this.whole(),
      close: () => this.dialog.close(),
    };
    acts[button?.dataset.act]?.();
  }

  key(event) {
    const acts = {
      "+": () => this.zoom(STEP),
      "=": () => this.zoom(STEP),
      "-": () => this.zoom(1 / STEP),
      0: () => this.whole(),
      ArrowLeft: () => this.pan(PAN, 0),
      ArrowRight: () => this.pan(-PAN, 0),
      ArrowUp: () => this.pan(0, PAN),
      ArrowDown: () => this.pan(0, -PAN),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[event.key]();
  }

  pan(x, y) {
    this.x += x;
    this.y += y;
    this.draw();
  }

  wheel(event) {
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 400), ...this.fromMiddle(event.clientX, event.clientY));
  }

  doubled(event) {
    if (this.scale > 1) this.whole();
    else this.zoom(3, ...this.fromMiddle(event.clientX, event.clientY));
  }

  fromMiddle(x, y) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [x - left - width / 2, y - top - height / 2];
  }

  press(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  // One finger pans, two pinch around their middle.
  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    if (!other) {
      this.pan(now[0] - before[0], now[1] - before[1]);
      return;
    }
    const apart = ([x, y]) => Math.hypot(x - other[0], y - other[1]) || 1;
    const middle = this.fromMiddle((now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    this.zoom(apart(now) / apart(before), ...middle);
  }
}
