// Sends chosen files one by one, at most three at once, each under an id made here: the same
// file sent again under the same id gives the first result.
import { fill } from "../maps/words.js";
import { newId } from "./contribute-ids.js";

const AT_ONCE = 3;
const ON_THE_WAY = new Set(["waiting", "sending"]);

export function startSending(form, drafts) {
  new Sending(form, drafts).start();
}

class Sending {
  constructor(form, drafts) {
    this.form = form;
    this.drafts = drafts;
    this.words = form.dataset;
    this.items = [];
    this.rows = form.querySelector("[data-sendings]");
    this.template = form.querySelector("template[data-sending]");
  }

  start() {
    this.form.classList.add("giving--live");
    for (const input of this.form.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => {
        this.take([...input.files]);
        input.value = "";
      });
    }
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.catchDrops();
    addEventListener("beforeunload", (event) => {
      if (this.items.some(({ state }) => ON_THE_WAY.has(state))) event.preventDefault();
    });
    addEventListener("online", () => this.againAll());
  }

  // The whole page takes what is dropped; the zone shows it.
  catchDrops() {
    const zone = this.form.querySelector("[data-zone]");
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      zone.classList.add("giving__zone--over");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) zone.classList.remove("giving__zone--over");
    });
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      zone.classList.remove("giving__zone--over");
      this.take([...event.dataTransfer.files]);
    });
  }

  take(files) {
    const most = Number(this.words.most);
    for (const file of files.slice(0, most)) this.add(file);
    this.note = files.length > most ? this.words.wordMost : "";
    this.next();
  }

  add(file) {
    const key = `${file.name}:${file.size}:${file.lastModified}`;
    if (this.items.some((item) => item.key === key && item.state !== "gone")) return;
    const row = this.template.content.firstElementChild.cloneNode(true);
    const item = { file, key, row, id: newId(), state: "waiting", thumbnail: URL.createObjectURL(file) };
    row.querySelector(".sending__name").textContent = file.name;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel(item));
    row.querySelector("[data-again]").addEventListener("click", () => this.again(item));
    showThumbnail(row.querySelector(".sending__picture"), item.thumbnail);
    this.items.push(item);
    this.rows.append(row);
    this.say(item, this.words.wordWaiting);
    const unfit = this.unfit(file);
    if (unfit) this.fail(item, unfit, false);
  }

  unfit(file) {
    if (file.size === 0) return this.words.wordEmpty;
    return file.size > Number(this.words.largest) ? this.words.wordLarge : "";
  }

  next() {
    const sending = this.items.filter(({ state }) => state === "sending").length;
    const waiting = this.items.filter(({ state }) => state === "waiting");
    for (const item of waiting.slice(0, AT_ONCE - sending)) this.send(item);
    this.showCount();
  }

  send(item) {
    item.state = "sending";
    item.row.classList.remove("sending--failed");
    const request = (item.request = new XMLHttpRequest());
    request.open("PUT", `${this.words.fileUrl}${item.id}?name=${encodeURIComponent(item.file.name)}`);
    request.setRequestHeader("X-CSRFToken", document.querySelector("meta[name=csrf-token]").content);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", item.file.type || "application/octet-stream");
    request.upload.addEventListener("progress", (event) => this.showProgress(item, event));
    request.addEventListener("load", () => this.answered(item, request));
    request.addEventListener("error", () => this.fail(item, this.brokenWord(), true));
    request.send(item.file);
  }

  showProgress(item, { loaded, total }) {
    const percent = total ? Math.round((loaded / total) * 100) : 0;
    item.row.querySelector("progress").value = percent;
    const { wordSending, wordArriving } = this.words;
    this.say(item, percent < 100 ? fill(wordSending, { percent }) : wordArriving);
  }

  answered(item, request) {
    const answer = readJson(request.responseText);
    if (answer?.state === "draft") {
      this.finish(item);
      this.drafts.add(answer, item.thumbnail);
    } else if (answer?.state === "refused") {
      this.finish(item);
      URL.revokeObjectURL(item.thumbnail);
      this.drafts.showRefusals();
    } else {
      this.fail(item, answer?.detail || this.words.wordBroken, request.status !== 413);
    }
    this.next();
  }

  finish(item) {
    item.state = "gone";
    item.isSent = true;
    item.row.remove();
  }

  fail(item, says, mayAgain) {
    item.state = mayAgain ? "broken" : "unfit";
    item.row.classList.add("sending--failed");
    item.row.querySelector("[data-again]").hidden = !mayAgain;
    this.say(item, says);
    this.next();
  }

  brokenWord() {
    return navigator.onLine ? this.words.wordBroken : this.words.wordOffline;
  }

  cancel(item) {
    item.request?.abort();
    item.state = "gone";
    item.row.remove();
    URL.revokeObjectURL(item.thumbnail);
    this.next();
  }

  again(item) {
    item.state = "waiting";
    item.row.querySelector("[data-again]").hidden = true;
    item.row.querySelector("progress").value = 0;
    this.say(item, this.words.wordWaiting);
    this.next();
  }

  againAll() {
    for (const item of this.items.filter(({ state }) => state === "broken")) this.again(item);
  }

  say(item, text) {
    item.row.querySelector(".sending__says").textContent = text;
  }

  showCount() {
    const all = this.items.filter((item) => item.isSent || item.state !== "gone");
    const done = all.filter((item) => item.isSent).length;
    const over = done === all.length ? this.words.wordAll : this.words.wordCount;
    const says = all.length ? fill(over, { done, all: all.length }) : "";
    this.form.querySelector("[data-count]").textContent = [says, this.note].filter(Boolean).join(" ");
  }
}

// The picture itself where this browser can show it (not HEIC, say), else the icon stays.
export function showThumbnail(holder, url) {
  const image = new Image();
  image.alt = "";
  image.decoding = "async";
  image.addEventListener("load", () => holder.replaceChildren(image));
  image.src = url;
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
