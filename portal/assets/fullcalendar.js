// The parts of FullCalendar that our pages use, as the one global `FullCalendar`.
import { Calendar } from "fullcalendar";
import dayGridPlugin from "fullcalendar/daygrid";
import interactionPlugin, { Draggable } from "fullcalendar/interaction";
import nlLocale from "fullcalendar/locales/nl";
import classicThemePlugin from "fullcalendar/themes/classic";
import timeGridPlugin from "fullcalendar/timegrid";

window.FullCalendar = {
  Calendar,
  Draggable,
  classicThemePlugin,
  dayGridPlugin,
  interactionPlugin,
  nlLocale,
  timeGridPlugin,
};
