// Sharing a link and copying a line; where the browser can do neither, the link is a link.

export function attachSharing(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-share]");
    if (!link || !(navigator.share || navigator.clipboard)) return;
    event.preventDefault();
    share(root, link);
  });
}

async function share(root, link) {
  if (navigator.share) {
    // Rejected when the person changes their mind.
    await navigator.share({ title: link.dataset.share, url: link.href }).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(link.href);
  say(root.querySelector("[data-said]"), link.dataset.shared);
}

export function attachCopying(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(root.getElementById(button.dataset.copy).value);
      const status = root.querySelector("[data-copied]");
      say(status, status.dataset.copied);
    });
  }
}

function say(status, text) {
  status.textContent = "";
  // A change that comes later is spoken even when the text is the same as before.
  setTimeout(() => {
    status.textContent = text;
  }, 50);
}
