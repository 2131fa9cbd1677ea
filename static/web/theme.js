// Changes the colours at once and tells the server afterwards; without this module the form does both.

export function enhanceThemeSwitch(root) {
  const form = root.querySelector("form[data-theme-switch]");
  form?.addEventListener("submit", (event) => {
    if (!event.submitter?.value) return;
    event.preventDefault();
    showTheme(root.documentElement, form, event.submitter.value);
    saveTheme(form, event.submitter);
  });
}

function showTheme(html, form, theme) {
  if (theme === "auto") delete html.dataset.theme;
  else html.dataset.theme = theme;
  for (const button of form.querySelectorAll("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

async function saveTheme(form, submitter) {
  const body = new FormData(form);
  body.set(submitter.name, submitter.value);
  const saved = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  // An opaque redirect is the server's way back to this page: the cookie is set.
  if (saved && (saved.ok || saved.type === "opaqueredirect")) return;
  form.append(Object.assign(document.createElement("input"), {
    type: "hidden", name: submitter.name, value: submitter.value,
  }));
  form.submit();
}
