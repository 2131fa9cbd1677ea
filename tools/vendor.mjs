// Builds static/vendor/ from node_modules: only what pages are served, nothing else.
// Run after `npm ci --ignore-scripts`; needs Node 18 or later and no package.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, "node_modules");
const VENDOR = join(ROOT, "static", "vendor");
const FONT = "@fontsource-variable/atkinson-hyperlegible-next";
const STROKE = "1.5";

const COPIES = [
  ["leaflet/dist/images", "leaflet/images"],
  [`${FONT}/files`, "fonts"],
  ["world-atlas/land-10m.json", "world-atlas/land-10m.json"],
  ["world-atlas/land-110m.json", "world-atlas/land-110m.json"],
];

async function copyTextWithoutMap(from, to, wrap = (text) => text) {
  // Source maps are not served, so the comment that asks for them would be a 404 in every console.
  const text = await readFile(join(MODULES, from), "utf8");
  const bare = text.replace(/\/\/# sourceMappingURL=.*|\/\*# sourceMappingURL=.*?\*\//g, "");
  await writePath(to, wrap(bare));
}

async function writePath(to, text) {
  const target = join(VENDOR, to);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

// In a cascade layer every rule of ours wins over Pico's, however specific Pico's selector is.
const inLayer = (css) => `@layer pico{${css.replace(/^\uFEFF?(@charset "UTF-8";)?/, "")}}\n`;

async function readIconNames() {
  const list = await readFile(join(ROOT, "static", "web", "icons.txt"), "utf8");
  return list.split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
}

async function iconSymbol(name) {
  const path = join(MODULES, "lucide-static", "icons", `${name}.svg`);
  const svg = await readFile(path, "utf8").catch(() => {
    throw new Error(`static/web/icons.txt names "${name}", which lucide-static does not have`);
  });
  const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
    `stroke-width="${STROKE}" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
}

async function buildSprite() {
  const names = await readIconNames();
  const symbols = await Promise.all(names.map(iconSymbol));
  await writePath("icons.svg",
    `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
  return names.length;
}

async function readPackage(name) {
  const folder = join(MODULES, name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ships no licence text`);
  return { name, version, license, text: (await readFile(join(folder, file), "utf8")).trim() };
}

async function writeLicences() {
  const { dependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const shipped = await Promise.all(Object.keys(dependencies).sort().map(readPackage));
  const rows = shipped.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const texts = shipped.map(({ name, text }) => `## ${name}\n\n~~~text\n${text}\n~~~`);
  await writePath("LICENCES.md", [
    "# Licences of what the portal serves and did not write",
    "",
    "| Package | Version | Licence |",
    "|---|---|---|",
    ...rows,
    "",
    "The outlines of world-atlas are Natural Earth's, in the public domain.",
    "",
    texts.join("\n\n"),
    "",
  ].join("\n"));
}

// A build that fails midway must not leave half a folder that looks finished: the sprite comes last.
await rm(VENDOR, { recursive: true, force: true });
for (const [from, to] of COPIES) {
  await cp(join(MODULES, from), join(VENDOR, to), { recursive: true });
}
await copyTextWithoutMap("leaflet/dist/leaflet.js", "leaflet/leaflet.js");
await copyTextWithoutMap("leaflet/dist/leaflet.css", "leaflet/leaflet.css");
await copyTextWithoutMap("@picocss/pico/css/pico.classless.min.css", "pico/pico.classless.css", inLayer);
await writeLicences();
const icons = await buildSprite();
console.log(`static/vendor is ready: ${icons} icons`);
