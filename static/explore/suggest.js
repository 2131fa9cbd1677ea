// Titles while typing: an ARIA combobox with a list (APG "editable combobox with list
// autocomplete"). Enter without a choice searches as before; without this module it always does.

const CALM = 120; // ms without a key before the server is asked
const SHORTEST = 2; // letters

class Titles {
  constructor(input) {
    this.input = input;
    this.list = makeList(input);
    this.chosen = -1; // nothing: one is in the field
    this.controller = new AbortController();
    input.addEventListener("input", () => this.ask());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    // The press must not take the focus away, or the list would close before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.go(target.closest("[role=option]")));
  }

  ask() {
    this.close();
    const typed = this.input.value.trim();
    if (typed.length < SHORTEST) return;
    this.controller = new AbortController();
    const { signal } = this.controller;
    this.timer = setTimeout(async () => {
      const found = await fetchTitles(typed, signal);
      if (!signal.aborted && document.activeElement === this.input) this.show(found);
    }, CALM);
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, at) => makeOption(this.list, one, at)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.controller.abort();
    this.show([]);
  }

  // Past either end one is back in the field, and then at the other end.
  choose(index) {
    const options = [...this.list.children];
    const places = options.length + 1;
    this.chosen = ((index + 1 + places) % places) - 1;
    options.forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.chosen));
    });
    const active = options[this.chosen];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing) return;
    const ways = { ArrowDown: 1, ArrowUp: -1 };
    const isOpen = !this.list.hidden;
    if (ways[event.key]) {
      event.preventDefault();
      if (isOpen) this.choose(this.chosen + ways[event.key]);
      else this.ask();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // else the browser empties the field as well
      this.close();
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.chosen]);
    }
  }

  go(option) {
    if (option) location.assign(option.dataset.url);
  }
}

function makeList(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-titles`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  input.after(list);
  const wired = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(wired)) input.setAttribute(name, value);
  input.setAttribute("aria-controls", list.id);
  return list;
}

function makeOption(list, { title, url }, at) {
  const option = document.createElement("li");
  option.id = `${list.id}-${at}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dir = "auto";
  option.textContent = title;
  option.dataset.url = ownAddress(url);
  return option;
}

async function fetchTitles(typed, signal) {
  try {
    const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`, { signal });
    return answer.ok ? await answer.json() : [];
  } catch {
    return []; // stale, or the network is away
  }
}

// Only addresses of this portal.
function ownAddress(address) {
  const url = new URL(address, location.origin);
  return url.origin === location.origin ? url.href : location.origin;
}

for (const input of document.querySelectorAll("input[data-suggest], input#find")) {
  new Titles(input);
}
