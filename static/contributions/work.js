// A work's page: zoom, sharing, copying, and a fresh picture that shows itself when it is ready.
import { attachCopying, attachSharing } from "./sharing.js";
import { attachViewer } from "./viewer.js";
import { awaitPicture } from "./waiting.js";

const dialog = document.querySelector("[data-viewer]");
if (dialog?.showModal) attachViewer(dialog);
attachSharing(document);
attachCopying(document);
awaitPicture(document);
