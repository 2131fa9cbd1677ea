// A list as a sheet in three heights: drag the handle, or press it, or use the arrow keys on it.

const HEIGHTS = ["low", "half", "full"];
const NARROW = matchMedia("(max-width: 63.99rem)");
const LOW = 9.75; // rem, as in map.css
const A_TAP = 6; // pixels: less is no drag

export function attachSheet(sheet) {
  const handle = sheet.querySelector("[data-sheet-handle]");
  handle.hidden = false;
  const set = (height) => {
    sheet.dataset.sheet = height;
    sheet.style.height = "";
    handle.setAttribute("aria-expanded", String(height !== "low"));
  };
  const step = (by) => {
    const at = HEIGHTS.indexOf(sheet.dataset.sheet);
    set(HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, at + by))]);
  };
  handle.addEventListener("click", () => {
    if (!dragged()) set(nextOf(sheet.dataset.sheet));
  });
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });
  // What has the focus is seen: the keyboard may walk into the list behind the edge.
  sheet.querySelector("[data-sheet-body]").addEventListener("focusin", ({ target }) => {
    const hides = NARROW.matches && sheet.dataset.sheet === "low";
    if (hides && !target.matches(".chip") && target.matches(":focus-visible")) set("half");
  });
  const dragged = attachDrag(sheet, handle, set);
}

function nextOf(height) {
  return HEIGHTS[(HEIGHTS.indexOf(height) + 1) % HEIGHTS.length];
}

// Answers a function that says once whether the click that comes now ended a drag.
function attachDrag(sheet, handle, set) {
  let from = null;
  let moved = false;
  handle.addEventListener("mousedown", (event) => {
    // Else the browser begins to drag the picture that appears under the pointer.
    event.preventDefault();
    handle.focus({ preventScroll: true });
  });
  handle.addEventListener("pointerdown", (event) => {
    from = { y: event.clientY, height: sheet.offsetHeight };
    moved = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (!from) return;
    const up = from.y - event.clientY;
    if (!moved && Math.abs(up) < A_TAP) return;
    moved = true;
    sheet.dataset.dragged = "";
    sheet.style.height = `${from.height + up}px`;
  });
  const drop = () => {
    from = null;
    if (!moved) return;
    delete sheet.dataset.dragged;
    set(nearest(sheet, sheet.offsetHeight));
  };
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", drop);
  return () => {
    const answer = moved;
    moved = false;
    return answer;
  };
}

// The height whose place is closest to where the sheet was let go.
function nearest(sheet, height) {
  const whole = sheet.parentElement.clientHeight;
  const low = LOW * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const places = { low, half: whole * 0.55, full: whole };
  return HEIGHTS.reduce((best, name) =>
    Math.abs(places[name] - height) < Math.abs(places[best] - height) ? name : best,
  );
}
