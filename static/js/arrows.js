// Arrow keys in a calendar: focus goes to the nearest thing in that direction, as the eye would go.
// Tab still works; without this script nothing is missing. Page Up and Page Down lead to the period before and after.
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAGES = { PageUp: "[data-previous] a:first-of-type", PageDown: "[data-previous] a:last-of-type" };

const middle = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};

const inside = (place) => [...place.querySelectorAll("a[href]")].filter((each) => each.checkVisibility?.() ?? true);

const nearest = (from, candidates, [right, down]) => {
  const [x, y] = middle(from);
  let best = null;
  for (const each of candidates) {
    const [otherX, otherY] = middle(each);
    const along = (otherX - x) * right + (otherY - y) * down;
    const aside = Math.abs((otherX - x) * down) + Math.abs((otherY - y) * right);
    const distance = along + 3 * aside; // straight ahead first
    if (each !== from && along > 2 && (!best || distance < best.distance)) best = { each, distance };
  }
  return best?.each;
};

const roving = (place, current) => {
  if (!("roving" in place.dataset)) return;
  const links = inside(place);
  const stop = links.includes(current) ? current : (links.find((each) => each.tabIndex === 0) ?? links[0]);
  for (const each of links) each.tabIndex = each === stop ? 0 : -1;
};

for (const place of document.querySelectorAll("[data-arrows]")) {
  roving(place, inside(place)[0]);
  place.addEventListener("focusin", ({ target }) => roving(place, target.closest("a[href]")));
  place.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const from = event.target.closest("a[href]");
    const links = inside(place);
    let to = null;
    if (event.key in DIRECTIONS && from) {
      const step = DIRECTIONS[event.key];
      const order = links.indexOf(from) + step[0] + step[1];
      const straight = place.dataset.arrows === "list" ? null : nearest(from, links, step);
      to = straight ?? links[order]; // in a list, and at the edge of a row: the next one in reading order
    } else if (event.key === "Home") to = links[0];
    else if (event.key === "End") to = links.at(-1);
    else if (event.key in PAGES) {
      const page = document.querySelector(PAGES[event.key]);
      if (page) {
        event.preventDefault();
        page.click();
      }
      return;
    }
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
}
