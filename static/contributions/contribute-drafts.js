// Drafts are kept while one writes. The server renders every state; here its parts are put in
// place (elements with data-part), while fields that people type in are never touched.
import { enhanceFlashes } from "../web/flash.js";
import { enhanceFields } from "./contribute-fields.js";
import { showThumbnail } from "./contribute-sending.js";

const AFTER_TYPING = 1000; // ms
const AFTER_CHOOSING = 150;
const POLL = 2000;
const POLL_LATER = 6000;
const EAGER_POLLS = 30;

export function startDrafts(main) {
  const drafts = new Drafts(main);
  drafts.start();
  return drafts;
}

class Drafts {
  constructor(main) {
    this.main = main;
    this.timers = new Map();
    this.thumbnails = new Map();
    this.polls = 0;
  }

  get form() {
    return this.main.querySelector("[data-drafts]");
  }

  start() {
    this.main.addEventListener("input", ({ target }) => this.changed(target, AFTER_TYPING));
    this.main.addEventListener("change", ({ target }) => this.changed(target, AFTER_CHOOSING));
    this.main.addEventListener("focusout", ({ target }) => this.changedPlace(target));
    this.main.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.keepAll({ keepalive: true });
    });
    addEventListener("online", () => this.keepAll());
    this.main.classList.add("contribute--live");
    this.pollSoon();
  }

  // A file arrived: its card, with the picture that is on this device until sizes are made.
  async add({ id, card_url: url }, thumbnail) {
    this.thumbnails.set(id, thumbnail);
    const page = await fetchPage(url);
    if (!page) return;
    if (!document.getElementById(`draft-${id}`)) {
      const card = page.querySelector("[data-draft]");
      this.form.hidden = false;
      this.closeOthers();
      this.place(card);
      enhanceFields(card);
    }
    this.putParts(page);
    this.showThumbnails();
    this.offerSame();
    this.polls = 0;
    this.pollSoon();
  }

  // In the order in which they were chosen, whichever arrives first.
  place(card) {
    const list = this.form.querySelector("[data-list]");
    const later = [...list.children].find(({ dataset }) => dataset.draft > card.dataset.draft);
    list.insertBefore(card, later ?? null);
  }

  offerSame() {
    const same = this.main.querySelector("[data-same]");
    if (this.count() < 2 || !same.hidden) return;
    same.hidden = false;
    same.open = true;
  }

  // A card alone shows its open questions at once; many would be a wall of them.
  closeOthers() {
    for (const section of this.form.querySelectorAll("[data-draft] details[open]")) {
      if (!section.contains(document.activeElement)) section.open = false;
    }
  }

  count() {
    return this.form.querySelectorAll("[data-draft]").length;
  }

  async showRefusals() {
    const holder = this.main.querySelector("[data-live=refusals]");
    const page = await fetchPage(holder.dataset.url);
    if (page) holder.replaceChildren(...page.body.childNodes);
  }

  showThumbnails() {
    for (const holder of this.form.querySelectorAll("[data-waiting]")) {
      const url = this.thumbnails.get(holder.closest("[data-draft]").dataset.draft);
      if (url && !holder.querySelector("img")) showThumbnail(holder, url);
    }
  }

  changed(field, patience) {
    const card = field.closest("[data-draft]");
    if (!card || !field.name) return;
    const isHalfAPlace = this.placeIsHalf(card) && card.querySelector(".pair").contains(field);
    clearTimeout(this.timers.get(card));
    this.timers.set(card, isHalfAPlace ? null : setTimeout(() => this.keep(card), patience));
  }

  // One coordinate alone is no mistake while the other is about to be typed.
  placeIsHalf(card) {
    const [latitude, longitude] = card.querySelectorAll(".pair input");
    return Boolean(latitude.value.trim()) !== Boolean(longitude.value.trim());
  }

  changedPlace(field) {
    const card = field.closest("[data-draft]");
    const pair = field.closest(".pair");
    if (!card || !pair || !this.timers.has(card)) return;
    setTimeout(() => {
      if (!pair.contains(document.activeElement)) this.keep(card);
    });
  }

  keepAll(options = {}) {
    return Promise.all([...this.timers.keys()].map((card) => this.keep(card, options)));
  }

  async keep(card, options = {}) {
    clearTimeout(this.timers.get(card));
    this.timers.delete(card);
    if (card.isKeeping) {
      card.again = true;
      return;
    }
    card.isKeeping = true;
    const saved = card.querySelector("[data-saved]");
    saved.textContent = this.form.dataset.wordSaving;
    const page = await fetchPage(card.dataset.url, { method: "POST", body: this.answersOf(card), ...options });
    card.isKeeping = false;
    if (page) this.putParts(page);
    else {
      saved.textContent = this.form.dataset.wordUnsaved;
      this.timers.set(card, null); // tried again with the next change, or when back online
    }
    if (card.again) {
      card.again = false;
      await this.keep(card, options);
    }
  }

  answersOf(card) {
    const prefix = `${card.dataset.draft}-`;
    const all = new FormData(this.form);
    return new URLSearchParams([...all].filter(([name]) => name.startsWith(prefix)));
  }

  putParts(page) {
    for (const fresh of page.querySelectorAll("[data-part]")) {
      const old = this.main.querySelector(`[data-part="${CSS.escape(fresh.dataset.part)}"]`);
      if (!old || ("waiting" in fresh.dataset && old.querySelector("img"))) continue;
      if (!("waiting" in fresh.dataset)) old.removeAttribute("data-waiting");
      if (!sameInside(old, fresh)) old.replaceChildren(...fresh.childNodes);
      markField(old);
    }
  }

  // Buttons: the server does it and answers with the page, of which the living parts are taken.
  async submitted(event) {
    const form = event.target.closest("form[data-by-script]");
    if (!form) return;
    event.preventDefault();
    const action = event.submitter?.value ?? "";
    if (action === "save" && form === this.form) {
      for (const card of form.querySelectorAll("[data-draft]")) this.timers.set(card, null);
      await this.keepAll();
      return;
    }
    for (const timer of this.timers.values()) clearTimeout(timer);
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) body.set(event.submitter.name, action);
    form.inert = true;
    const page = await fetchPage(form.action, { method: "POST", body });
    form.inert = false;
    if (page) this.putLive(page);
    else this.main.querySelector(".publish__says")?.replaceChildren(this.form.dataset.wordUnsaved);
  }

  putLive(page) {
    const open = this.openSections();
    for (const old of document.querySelectorAll("[data-live], [data-flashes]")) {
      const which = old.dataset.live ? `[data-live="${old.dataset.live}"]` : "[data-flashes]";
      const fresh = page.querySelector(which);
      if (fresh) old.replaceChildren(...fresh.childNodes);
    }
    this.timers.clear();
    enhanceFlashes(document);
    enhanceFields(this.main);
    for (const selector of open) this.main.querySelector(selector)?.setAttribute("open", "");
    this.showThumbnails();
    this.pollSoon();
    const news = document.querySelector("[data-outcome], .draft .field__error, [data-flashes] > *");
    news?.scrollIntoView({ block: "center" });
    if (news?.tabIndex === -1) news.focus({ preventScroll: true });
  }

  openSections() {
    return [...this.form.querySelectorAll("[data-draft] details[open]")].map((section) => {
      const { draft } = section.closest("[data-draft]").dataset;
      return `#draft-${draft} details[data-section="${section.dataset.section}"]`;
    });
  }

  pollSoon() {
    clearTimeout(this.pollTimer);
    if (!this.form.querySelector("[data-waiting]")) return;
    const patience = this.polls < EAGER_POLLS ? POLL : POLL_LATER;
    this.polls += 1;
    this.pollTimer = setTimeout(() => this.poll(), patience);
  }

  async poll() {
    const answer = await fetch(this.form.dataset.waitingUrl).catch(() => null);
    const { waiting } = answer?.ok ? await answer.json() : { waiting: null };
    for (const holder of waiting ? this.form.querySelectorAll("[data-waiting]") : []) {
      const card = holder.closest("[data-draft]");
      if (!waiting.includes(card.dataset.draft)) await this.refresh(card);
    }
    this.pollSoon();
  }

  async refresh(card) {
    const page = await fetchPage(card.dataset.url);
    if (!page) return;
    page.querySelector("[data-saved]").remove(); // what was said of saving still holds
    const failed = page.querySelector(".draft--failed");
    this.putParts(page);
    if (failed) card.replaceWith(failed); // nothing more to ask: it can only be removed
    const thumbnail = this.thumbnails.get(card.dataset.draft);
    if (thumbnail) URL.revokeObjectURL(thumbnail);
    this.thumbnails.delete(card.dataset.draft);
  }
}

// The field a message belongs to says that it is wrong, or no longer.
function markField(part) {
  if (!part.dataset.part.endsWith("-error")) return;
  const field = document.getElementById(part.dataset.part.slice(0, -"-error".length));
  if (part.querySelector(".field__error")) field?.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
}

// A page or fragment as a document of its own; null when the portal does not answer.
async function fetchPage(url, options = {}) {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(url, { ...options, headers }).catch(() => null);
  if (!answer || !(answer.ok || answer.status === 422)) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Whether two elements hold the same; their own attributes may differ.
function sameInside(one, other) {
  const nodes = [...other.childNodes];
  if (one.childNodes.length !== nodes.length) return false;
  return nodes.every((node, at) => node.isEqualNode(one.childNodes[at]));
}
