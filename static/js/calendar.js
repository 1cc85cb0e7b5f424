// Drag in the calendar, or pull a half-day longer in a week: its "Move…" form opens, and what that says is what counts.
const { Calendar, Draggable, dayGridPlugin, timeGridPlugin, interactionPlugin, classicThemePlugin, nlLocale } =
  window.FullCalendar ?? {};
const place = document.querySelector("[data-calendar]");
const wide = window.matchMedia("(min-width: 960px)").matches;

if (Calendar && place && wide) {
  const { view, start, from, to, weekends, holidays, events } = JSON.parse(document.getElementById("half-days").textContent);
  const dialog = document.getElementById("move");
  const body = dialog.querySelector("[data-dialog-body]");

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const isoDay = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  const asSessionEvent = ({ event }) => {
    const { when, hours, count, full } = event.extendedProps;
    return {
      domNodes: [
        element("span", "session-when", view === "week" ? hours : when),
        element("span", "session-title", event.title),
        element("span", full ? "tag ink" : "session-count", count),
      ],
    };
  };

  const fetchForm = (url, options = {}) =>
    fetch(url, { ...options, headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });

  const saysWhatWentWrong = () => window.alert(place.dataset.failed);

  const showForm = async (response) => {
    body.innerHTML = await response.text(); // our own page, escaped by Django
    body.querySelector("[aria-invalid=true], input[type=date]")?.focus();
  };

  const moveTo = async ({ event, revert }) => {
    const [day, hour] = event.startStr.split("T");
    const moment = new URLSearchParams({ dag: day, van: hour.slice(0, 5), tot: event.endStr.split("T")[1].slice(0, 5) });
    const response = await fetchForm(`${event.extendedProps.moveUrl}?${moment}`).catch(() => null);
    if (!response?.ok) {
      revert();
      return saysWhatWentWrong();
    }
    let moved = false;
    dialog.addEventListener("close", () => moved || revert(), { once: true });
    dialog.showModal();
    await showForm(response);

    body.onclick = (click) => {
      if (click.target.closest("a[data-dialog-close]")) click.preventDefault(); // shell.js closes the dialog
    };
    body.onsubmit = async (submit) => {
      submit.preventDefault();
      const form = submit.target;
      const answer = await fetchForm(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
      if (!answer) {
        saysWhatWentWrong();
      } else if (answer.status === 204) {
        moved = true;
        window.location.reload();
      } else if (answer.status === 422) {
        await showForm(answer);
      } else {
        form.submit(); // let the page itself say what is wrong
      }
    };
  };

  place.replaceChildren();
  place.classList.add("is-live");
  const calendar = new Calendar(place, {
    plugins: [dayGridPlugin, timeGridPlugin, interactionPlugin, classicThemePlugin],
    locales: [nlLocale],
    locale: document.documentElement.lang,
    initialView: view === "week" ? "timeGridWeek" : "dayGridMonth",
    initialDate: start,
    allDaySlot: false,
    slotMinTime: from,
    slotMaxTime: to,
    snapDuration: "00:15",
    slotEventOverlap: false,
    expandRows: true,
    headerToolbar: false,
    firstDay: 1,
    weekends,
    height: "auto",
    fixedWeekCount: false,
    editable: true,
    eventDurationEditable: view === "week",
    eventResizableFromStart: true,
    displayEventEnd: false,
    droppable: true,
    eventDisplay: "block",
    events: events.map(({ id, title, start, end, url, editable, ...more }) => ({
      id, title, start, end, url, editable, extendedProps: more,
    })),
    eventClass: ({ event }) =>
      `session-event category-${event.extendedProps.category}${event.extendedProps.off ? " off" : ""}`,
    eventInnerClass: "session-inner",
    eventContent: asSessionEvent,
    dayCellClass: ({ date }) => (holidays[isoDay(date)] ? "holiday" : ""),
    dayCellTopContent: ({ date, dayNumberText }) => [holidays[isoDay(date)], dayNumberText].filter(Boolean).join(" · "),
    dayHeaderClass: ({ date }) => (holidays[isoDay(date)] ? "holiday" : ""),
    dayLaneClass: ({ date }) => (holidays[isoDay(date)] ? "holiday" : ""),
    dayHeaderContent: ({ date, text }) => [text, view === "week" && holidays[isoDay(date)]].filter(Boolean).join(" · "),
    eventDrop: moveTo,
    eventResize: moveTo,
    drop: ({ dateStr, draggedEl }) => {
      window.location.assign(`${draggedEl.querySelector("a").href}?dag=${dateStr.slice(0, 10)}`);
    },
  });
  calendar.render();

  const modules = document.querySelector("[data-modules]");
  if (modules) new Draggable(modules, { itemSelector: "[data-code]", eventData: { create: false } });
}
