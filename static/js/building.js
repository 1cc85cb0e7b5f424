// The builder of surveys: drag questions about, shape the lists of a form in place. Without it every button still works.
const outline = document.querySelector("[data-outline]");

const post = (form, fields, options = {}) => {
  const body = new FormData(form);
  Object.entries(fields).forEach(([name, value]) => body.set(name, value));
  return fetch(options.to ?? form.action, { method: "POST", body, credentials: "same-origin", ...options });
};

if (outline && window.Sortable) {
  outline.classList.add("is-live");

  const drop = async ({ item, from, oldIndex, to, newIndex }) => {
    if (from === to && oldIndex === newIndex) return;
    const form = item.querySelector("[data-move]");
    const fields = { section: to.dataset.part, place: newIndex };
    const answer = await post(form, fields, { redirect: "manual" }).catch(() => null);
    if (answer?.type === "opaqueredirect") {
      window.location.reload(); // moved or refused: the page says which
    } else {
      from.insertBefore(item, from.children[oldIndex + (from === to && newIndex < oldIndex ? 1 : 0)] ?? null);
      window.alert(outline.dataset.failed);
    }
  };

  outline.querySelectorAll("[data-part]").forEach((list) => {
    window.Sortable.create(list, {
      group: "questions",
      handle: ".builder-grip",
      draggable: "[data-question]",
      ghostClass: "is-ghost",
      animation: 120,
      onEnd: drop,
    });
  });
}

document.querySelectorAll("[data-shaping]").forEach((form) => {
  let isBusy = false;

  form.addEventListener("keydown", (key) => {
    if (key.key !== "Enter" || !key.target.matches("[data-line]")) return;
    key.preventDefault();
    const lines = [...key.target.closest("fieldset").querySelectorAll("[data-line]")];
    const next = lines[lines.indexOf(key.target) + 1];
    if (next) next.focus();
    else key.target.closest("fieldset").querySelector("[data-add-line]").click();
  });

  form.addEventListener("click", async (click) => {
    const button = click.target.closest("button[name=do]");
    if (!button) return;
    click.preventDefault();
    if (isBusy) return;
    isBusy = true;
    const open = [...form.querySelectorAll("details")].map((details) => details.open);
    const answer = await post(form, { do: button.value }, { to: window.location.href }).catch(() => null);
    isBusy = false;
    if (!answer?.ok || answer.redirected) {
      form.requestSubmit(button);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"); // our own page, escaped by Django
    form.replaceChildren(...page.querySelector("[data-shaping]").childNodes);
    form.querySelectorAll("details").forEach((details, number) => {
      details.open = open[number] ?? details.open;
    });
    const again = form.querySelector("[autofocus]") ?? form.querySelector(`[value="${button.value}"]`);
    again?.focus();
  });
});

document.addEventListener("click", (click) => {
  document.querySelectorAll(".builder-other[open]").forEach((details) => {
    if (!details.contains(click.target)) details.open = false;
  });
});
