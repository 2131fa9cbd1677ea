// The form of a published work asks only what the answers so far make necessary.
import { enhanceFields, followFields } from "./contribute-fields.js";

enhanceFields(document);
followFields(document);
