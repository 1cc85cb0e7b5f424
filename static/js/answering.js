// An answer that shows or hides other questions on the page does so at once. The server decides, and keeps the page.

const form = document.querySelector("[data-answering]");

const codeOf = (question) => question.dataset.question;
const questionsIn = (page) => [...page.querySelectorAll("[data-question]")];

const keepAndLookAgain = async () => {
  const body = new FormData(form);
  body.set("go", "stay");
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const asked = questionsIn(page);
  const here = new Map(questionsIn(form).map((question) => [codeOf(question), question]));
  if (!asked.length) return;

  const list = form.querySelector("[data-questions]");
  const stays = new Set(asked.map(codeOf));
  for (const [code, question] of here) if (!stays.has(code)) question.remove();
  asked.forEach((question, place) => {
    const mine = here.get(codeOf(question));
    if (!mine) list.insertBefore(document.importNode(question, true), list.children[place] ?? null);
    const number = question.querySelector(".question-number")?.textContent;
    if (mine && number) mine.querySelector(".question-number").textContent = number;
  });
};

form?.addEventListener("change", (event) => {
  const question = event.target.closest(".has-errors");
  question?.classList.remove("has-errors");
  question?.querySelector(".question-fault")?.remove();
  if (event.target.closest("[data-decides]")) keepAndLookAgain();
});
