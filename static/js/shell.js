// The little that every page needs: mistakes read first, dialogs, the phone's menu, and no form sent twice.

document.querySelector("form:not([data-example]) .error-summary")?.focus();

// Where one is stands in sight, also at the end of a row that scrolls sideways on a phone.
for (const row of document.querySelectorAll(".chips")) {
  const chosen = row.querySelector("[aria-current]");
  if (!chosen || row.scrollWidth <= row.clientWidth) continue;
  const [box, chip] = [row.getBoundingClientRect(), chosen.getBoundingClientRect()];
  row.scrollLeft += chip.left - box.left - (box.width - chip.width) / 2;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
  event.target.closest("[data-dialog-close]")?.closest("dialog")?.close();

  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const held = new Set();

const release = () => {
  for (const button of held) button.disabled = false;
  held.clear();
};

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button || event.target.method !== "post") return;
  setTimeout(() => {
    // After the browser has read the form, or the button's own name and value would stay behind.
    button.disabled = true;
    held.add(button);
  });
  setTimeout(release, 10000); // a download leaves us on this page
});

addEventListener("pageshow", release);
