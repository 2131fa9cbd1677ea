// The page /contribute. Without this module its forms do the same, one page after the other.
import { startDrafts } from "./contribute-drafts.js";
import { enhanceFields, followFields } from "./contribute-fields.js";
import { startPlace } from "./contribute-place.js";
import { startSending } from "./contribute-sending.js";

const main = document.getElementById("main");
enhanceFields(main);
followFields(main);
startPlace(main);
const drafts = startDrafts(main);
startSending(main.querySelector("[data-giving]"), drafts);
