// A day in the first row proposes the days of the other rows, as the server does; what somebody typed stays.
const form = document.querySelector("[data-propose]");
const days = [...(form?.querySelectorAll("input[type=date][name^=form-]") ?? [])];

days[0]?.addEventListener("change", async ({ target }) => {
  if (!target.value || days.slice(1).some((day) => day.value)) return;
  const address = `${window.location.pathname}?dag=${target.value}`;
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return;
  const proposed = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const day of days.slice(1)) {
    day.value ||= proposed.querySelector(`[name="${day.name}"]`)?.value ?? "";
  }
});
