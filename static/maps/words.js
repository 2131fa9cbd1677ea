// Texts come from data attributes, already in the page's language.

// Fills gettext's own placeholders: fill("about %(metres)s m", { metres: 50 }).
export function fill(text, values) {
  return (text ?? "").replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}

// "23 works": the form for a number, chosen as CLDR says for the page's language.
export function worksText(element, count) {
  const forms = JSON.parse(element.dataset.wordWorks);
  const language = document.documentElement.lang || "en";
  const category = count === 1 ? "=1" : new Intl.PluralRules(language).select(count);
  const number = new Intl.NumberFormat(language).format(count);
  return fill(forms[category] ?? forms.other, { count: number });
}

// Text for the few places where Leaflet takes HTML only.
export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
