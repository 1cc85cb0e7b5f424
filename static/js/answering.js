// An answer that shows or hides other questions, or stands in their words, does so at once: the server decides, and
// keeps the page. An order is made with buttons; its selects stay what is sent. A change of language keeps the page.

const form = document.querySelector("[data-answering]");

const codeOf = (question) => question.dataset.question;
const questionsIn = (page) => [...page.querySelectorAll("[data-question]")];

const keep = () => {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name); // files go with the page itself
  body.set("go", "stay");
  return fetch(form.action, { method: "POST", body });
};

const takeOver = (mine, theirs) => {
  if (!mine || !theirs || mine.textContent === theirs.textContent) return;
  mine.replaceChildren(...[...theirs.childNodes].map((node) => document.importNode(node, true)));
};

// One request at a time, so that no older answer arrives after a newer one; sending the page waits for it too.
let running = null;
let again = false;

const lookAgain = async () => {
  do {
    again = false;
    const answer = await keep();
    if (!answer.ok || again) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!again) show(page);
  } while (again);
};

const keepAndLookAgain = () => {
  again = true;
  running ??= lookAgain()
    .catch(() => {}) // offline: sending the page says so
    .finally(() => {
      running = null;
    });
};

// What stood on the page when it was sent goes with it, so that a question that comes up meanwhile is asked first.
const seen = form?.querySelector("[data-seen]");

form?.addEventListener("submit", (event) => {
  if (!running) return;
  event.preventDefault();
  const then = seen.value;
  running.finally(() => {
    seen.value = then;
    form.requestSubmit(event.submitter);
  });
});

const show = (page) => {
  if (!page.querySelector("[data-answering]")) return; // the page went stale: sending it says so, and keeps what stands here
  const asked = questionsIn(page);
  const here = new Map(questionsIn(form).map((question) => [codeOf(question), question]));

  const list = form.querySelector("[data-questions]");
  const stays = new Set(asked.map(codeOf));
  for (const [code, question] of here) if (!stays.has(code)) question.remove();
  asked.forEach((question, place) => {
    const known = here.get(codeOf(question));
    if (!known) {
      const added = document.importNode(question, true);
      list.insertBefore(added, list.children[place] ?? null);
      added.querySelectorAll("[data-ranking]").forEach(dressRanking);
      return;
    }
    const number = question.querySelector(".question-number")?.textContent;
    if (number) known.querySelector(".question-number").textContent = number;
    sayAgain(known, question);
  });
  seen.value = page.querySelector("[data-seen]").value;
  for (const part of ["[data-progress]", "[data-next]", "[data-kept]"]) {
    takeOver(document.querySelector(part), page.querySelector(part));
  }
};

// Words in which an answer stands; in a ranking the rows may have moved, so each has a name of its own.
const sayAgain = (mine, theirs) => {
  const named = (words) => words.getAttribute("for") ?? words.closest("label")?.querySelector("input")?.id;
  const others = [...theirs.querySelectorAll("[data-words]")];
  [...mine.querySelectorAll("[data-words]")].forEach((words, place) => {
    const name = named(words);
    takeOver(words, name ? others.find((other) => named(other) === name) : others[place]);
  });
};

form?.addEventListener("change", (event) => {
  const question = event.target.closest(".has-errors");
  question?.classList.remove("has-errors");
  question?.querySelector(".question-fault")?.remove();
  if (event.target.closest("[data-decides]")) keepAndLookAgain();
});

// --- An answer that goes with no other: "none of these" --------------------------------------------

form?.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox" || !target.checked) return;
  const isAlone = (box) => box.closest("label").matches(".none, .dont_know");
  for (const box of form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(target.name)}"]:checked`)) {
    if (box !== target && (isAlone(box) || isAlone(target))) box.checked = false;
  }
}, true); // before what looks again, so that it sends what one sees

// --- An order, made with buttons --------------------------------------------------------------------

const placesOf = (list) => [...list.querySelectorAll("[data-ranked]")];
const placeOf = (row) => Number(row.querySelector("select").value) || Infinity;
const mostIn = (list) => list.querySelector("select").options.length - 1;

const inOrder = (list) => placesOf(list).sort((a, b) => placeOf(a) - placeOf(b)); // a stable sort

const move = (row, step) => {
  const list = row.closest("[data-ranking]");
  const ranked = inOrder(list).filter((each) => placeOf(each) < Infinity);
  const from = ranked.indexOf(row);
  if (from < 0) {
    if (step > 0) return;
    if (ranked.length < mostIn(list)) ranked.push(row);
    else ranked.splice(ranked.length - 1, 1, row); // the last one makes room
  } else if (step > 0 && from === ranked.length - 1) {
    ranked.pop();
  } else {
    ranked.splice(from, 1);
    ranked.splice(Math.max(0, from + step), 0, row);
  }
  for (const each of placesOf(list)) {
    const place = ranked.indexOf(each) + 1;
    each.querySelector("select").value = place ? String(place) : "";
  }
  list.append(...inOrder(list));
  row.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
};

function dressRanking(list) {
  list.classList.add("moves");
  for (const row of placesOf(list)) row.querySelector(".ranked-moves").hidden = false;
}

form?.querySelectorAll("[data-ranking]").forEach(dressRanking);

form?.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-move]");
  if (!button) return;
  const row = button.closest("[data-ranked]");
  move(row, Number(button.dataset.move));
  button.focus();
  const says = row.closest("[data-question]").querySelector("[data-ranking-says]");
  const place = row.querySelector("select").selectedOptions[0].textContent;
  says.textContent = `${row.querySelector("[data-words]").textContent}: ${place}`;
});

// --- Another language, the same page ----------------------------------------------------------------

for (const language of form ? document.querySelectorAll("form.language") : []) {
  language.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { submitter } = event;
    await keep().catch(() => {}); // offline, the change of language says so
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: submitter.name, value: submitter.value });
    language.append(chosen);
    language.submit();
  });
}
