// What every page has. Each module finds its own elements and leaves the page alone without them.
import { enhanceDialogs } from "./dialog.js";
import { enhanceFlashes } from "./flash.js";
import { enhanceMenus } from "./menu.js";
import { enhanceThemeSwitch } from "./theme.js";

enhanceMenus(document);
enhanceFlashes(document);
enhanceDialogs(document);
enhanceThemeSwitch(document);
