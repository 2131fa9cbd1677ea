// Around the big map: the sheet of a phone, and filters that change map and list in place.
import { attachFilters } from "./filters.js";
import { attachSheet } from "./sheet.js";

const map = document.querySelector("[data-map=browse]");
const sheet = document.querySelector("[data-sheet]");
if (sheet) attachSheet(sheet);
if (map) attachFilters(map, document.getElementById("map-list"), document.getElementById("filters"));
