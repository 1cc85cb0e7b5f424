// The attendance sheet by keyboard and on a phone. Each mark is sent as it is made; what could not be sent is kept on
// this device (numbers alone, no names) until it can. Without this script the sheet is a plain form.
const form = document.querySelector("[data-attendance]");

const place = `attendance-${form?.dataset.attendance}`;
const AGAIN_AFTER = 5000;
const TOGETHER = 200;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? {};
  } catch {
    return {};
  }
};

if (form) {
  const selects = [...form.querySelectorAll("[data-mark]")];
  const byName = new Map(selects.map((select) => [select.dataset.mark, select]));
  const grid = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("[data-mark]")]);
  const state = form.querySelector("[data-state]");
  const undoButton = form.querySelector("[data-undo]");
  const reason = form.querySelector("[name=reason]");
  let waiting = kept();
  let isSending = false;
  let timer = 0;
  const done = [];

  const keep = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(place, JSON.stringify(waiting));
      else localStorage.removeItem(place);
    } catch {
      // A browser that keeps nothing still sends.
    }
  };
  const minutesOf = (select) => select.closest("td").querySelector("[type=number]");
  const valueOf = (select) => ({
    presence: select.value,
    minutes: select.value === "partial" ? minutesOf(select).value : "",
  });
  const same = (one, other) => one.presence === other.presence && one.minutes === other.minutes;
  const shown = new Map(selects.map((select) => [select, valueOf(select)]));
  const say = (text) => {
    if (state.textContent !== text) state.textContent = text;
  };

  const dress = (select) => {
    for (const button of select.closest("td").querySelectorAll("[data-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.set === select.value));
    }
    const halfDay = select.closest("td").dataset.halfDay;
    const column = selects.filter((each) => each.closest("td").dataset.halfDay === halfDay);
    const there = column.filter((each) => ["present", "partial"].includes(each.value)).length;
    form.querySelector(`[data-count="${halfDay}"]`).textContent = `${there}/${column.length}`;
  };

  const show = (select, { presence, minutes }) => {
    select.value = presence;
    if (presence === "partial") minutesOf(select).value = minutes;
    shown.set(select, valueOf(select));
    dress(select);
  };

  const sayWhatWaits = () => {
    const number = Object.keys(waiting).length;
    say(number ? form.dataset.waiting.replace("{n}", number) : form.dataset.saved);
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN_AFTER);
  };

  const send = async () => {
    const entries = Object.entries(waiting).slice(0, TOGETHER);
    if (isSending || !entries.length) return;
    isSending = true;
    say(form.dataset.saving);
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    if (reason) body.set("reason", reason.value);
    for (const [name, value] of entries) {
      body.set(`m-${name}`, value.presence);
      body.set(`minutes-${name}`, value.minutes);
    }
    const options = { method: "POST", body, credentials: "same-origin", headers: { "X-Requested-With": "fetch" } };
    const answer = await fetch(window.location.pathname, options).catch(() => null);
    isSending = false;
    if (answer?.ok && !answer.redirected) {
      for (const [name, value] of entries) {
        if (waiting[name] && same(waiting[name], value)) delete waiting[name];
      }
      keep();
      sayWhatWaits();
      if (Object.keys(waiting).length) send();
    } else if (answer?.status === 422) {
      // It stays on the sheet and on this device, until somebody changes something.
      say((await answer.json()).messages.join(" "));
    } else if (answer?.redirected) {
      say(form.dataset.loggedOut);
      later();
    } else {
      sayWhatWaits();
      later();
    }
  };

  const change = (pairs, { undoable = true } = {}) => {
    const before = pairs.map(([select]) => [select, shown.get(select)]);
    for (const [select, value] of pairs) {
      show(select, value);
      waiting[select.dataset.mark] = value;
    }
    if (undoable) done.push(before);
    undoButton.hidden = !done.length;
    keep();
    const isHalf = pairs.some(([, value]) => value.presence === "partial" && !value.minutes);
    if (!isHalf) send();
  };

  const undo = () => {
    const before = done.pop();
    if (!before) return;
    change(before, { undoable: false });
    undoButton.hidden = !done.length;
    before[0][0].focus({ preventScroll: true });
  };

  const set = (select, presence) => {
    const minutes = presence === "partial" ? minutesOf(select).value || "" : "";
    if (same(shown.get(select), { presence, minutes })) return;
    change([[select, { presence, minutes }]]);
  };

  const placeOf = (select) => {
    const row = grid.findIndex((cells) => cells.includes(select));
    return [row, grid[row].indexOf(select)];
  };
  const go = (select, down, right) => {
    const [row, column] = placeOf(select);
    grid[row + down]?.[column + right]?.focus();
  };
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  form.addEventListener("keydown", (key) => {
    if ((key.ctrlKey || key.metaKey) && key.key.toLowerCase() === "z" && key.target !== reason) {
      key.preventDefault();
      undo();
      return;
    }
    if (key.target.matches("input") && key.key === "Enter") {
      key.preventDefault(); // Enter in a field would press the first button: everybody present
      const select = key.target.closest("td")?.querySelector("[data-mark]");
      if (select) go(select, 1, 0);
      return;
    }
    const select = key.target.closest("[data-mark]");
    if (!select || key.ctrlKey || key.metaKey || key.altKey) return;
    if (STEPS[key.key]) {
      key.preventDefault();
      go(select, ...STEPS[key.key]);
    } else if (key.key === "Backspace" || key.key === "Delete") {
      key.preventDefault();
      set(select, "unknown");
    } else if (key.key.length === 1 && key.key !== " ") {
      const option = [...select.options].find((each) => each.dataset.key && each.dataset.key === key.key.toLowerCase());
      key.preventDefault(); // or the browser would look for an option with that letter
      if (!option) return;
      set(select, option.value);
      if (option.value === "partial") minutesOf(select).focus();
      else go(select, 1, 0);
    }
  });

  form.addEventListener("change", (event) => {
    const cell = event.target.closest("td.mark");
    if (cell) {
      const select = cell.querySelector("[data-mark]");
      if (!same(shown.get(select), valueOf(select))) change([[select, valueOf(select)]]);
      if (select.value === "partial" && !minutesOf(select).value) minutesOf(select).focus();
    } else if (event.target === reason) {
        send();
    }
  });

  form.addEventListener("click", (click) => {
    const everybody = click.target.closest("[data-everybody]");
    const quick = click.target.closest("[data-set]");
    if (everybody) {
      click.preventDefault();
      const column = selects.filter((each) => each.closest("td").dataset.halfDay === everybody.dataset.everybody);
      const open = column.filter((each) => each.value === "unknown");
      if (open.length) change(open.map((select) => [select, { presence: "present", minutes: "" }]));
    } else if (quick) {
      const select = quick.closest("td").querySelector("[data-mark]");
      set(select, select.value === quick.dataset.set ? "unknown" : quick.dataset.set);
    } else if (click.target.closest("[data-undo]")) {
      undo();
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  window.addEventListener("online", send);

  form.querySelectorAll(".quick, [data-keys]").forEach((each) => {
    each.hidden = false;
  });
  form.classList.add("is-live");
  for (const [name, value] of Object.entries(waiting)) {
    if (byName.has(name)) show(byName.get(name), value);
    else delete waiting[name]; // somebody who is no longer on this sheet
  }
  keep();
  selects.forEach(dress);
  if (Object.keys(waiting).length) {
    sayWhatWaits();
    send();
  }
}
