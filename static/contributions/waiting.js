// While the sizes of a picture are being made the page asks again, and takes them in when they are.

const FIRST = 1_000; // ms
const SLOWER = 1.4;
const LAST = 15_000; // after that somebody else is reading the page, or nobody

export function awaitPicture(root) {
  const stage = root.querySelector("[data-stage]");
  if (stage?.querySelector("[data-being-made]")) ask(root, stage, FIRST);
}

function ask(root, stage, wait) {
  if (wait > LAST) return;
  setTimeout(async () => {
    const page = await fetchPage();
    if (page?.querySelector("[data-stage] img")) takeIn(root, page);
    else ask(root, stage, wait * SLOWER);
  }, wait);
}

async function fetchPage() {
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null; // the network is away for a moment
  }
}

// The picture, and the menu, which now has a download.
function takeIn(root, page) {
  const named = ["[data-stage]", "[data-actions] [data-menu] ul"];
  for (const name of named) {
    const fresh = page.querySelector(name);
    if (fresh) root.querySelector(name)?.replaceWith(root.importNode(fresh, true));
  }
  root.dispatchEvent(new CustomEvent("work:ready"));
}
