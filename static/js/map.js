// Walking over the tiles of a map with the arrow keys, one stop for the Tab key; the line below says where one is.
const TOWARDS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const place = (tile) => {
  const box = tile.firstElementChild;
  return [Number(box.getAttribute("x")), Number(box.getAttribute("y"))];
};

// The nearest tile that lies more in this direction than aside; null at the edge.
const nearest = (tiles, from, [dx, dy]) => {
  const [x, y] = place(from);
  let found = null, least = Infinity;
  for (const tile of tiles) {
    const [tx, ty] = place(tile);
    const ahead = (tx - x) * dx + (ty - y) * dy;
    const aside = Math.abs((tx - x) * dy) + Math.abs((ty - y) * dx);
    if (ahead <= 0 || aside > ahead) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) [found, least] = [tile, distance];
  }
  return found;
};

for (const map of document.querySelectorAll("[data-map]")) {
  const tiles = [...map.querySelectorAll(".tile-map a")];
  const readout = map.querySelector("[data-map-readout]");
  const rest = readout.textContent;
  let current = tiles.find((tile) => tile.querySelector(".is-chosen")) ?? tiles[0];
  if (!current) continue;
  current.tabIndex = 0;

  const say = (tile) => { readout.textContent = tile ? tile.getAttribute("aria-label") : rest; };
  const tileOf = (event) => event.target.closest(".tile-map a");

  map.addEventListener("keydown", (event) => {
    const tile = tileOf(event);
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = event.key === "Home" ? tiles[0] : event.key === "End" ? tiles.at(-1)
      : TOWARDS[event.key] && nearest(tiles, tile, TOWARDS[event.key]);
    if (!next) return;
    event.preventDefault();
    current.tabIndex = -1;
    current = next;
    current.tabIndex = 0;
    current.focus();
  });
  map.addEventListener("focusin", (event) => say(tileOf(event)));
  map.addEventListener("focusout", () => say(null));
  map.addEventListener("pointerover", (event) => { if (tileOf(event)) say(tileOf(event)); });
  map.addEventListener("pointerleave", () => say(null));
}
