// Home's living map: works as on the big one, without list and address.
import { startLayers } from "./browse.js";
import { quietOptions, startFrame, wheelWithFocus } from "./frame.js";

export function startMini(element) {
  const { map, say } = startFrame(element, quietOptions());
  wheelWithFocus(map);
  startLayers(map, element, say);
}
