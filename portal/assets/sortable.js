// The part of SortableJS that our pages use, as the one global `Sortable`: dragging, with scrolling at the edges.
import Sortable, { AutoScroll } from "sortablejs/modular/sortable.core.esm.js";

Sortable.mount(new AutoScroll());
window.Sortable = Sortable;
