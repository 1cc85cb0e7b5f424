// Draws the charts of a page: each [data-chart] names the script with its figure; the table of the same numbers folds.
const Plotly = window.Plotly;
const LINE = 21, AFTER_LABEL = 4, BETWEEN_ROWS = 16, BETWEEN_BARS = 3, SIGN = 7.6;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// The words of a statement over as many lines as it needs, so that none is cut off.
const wrapped = (text, width) => {
  const most = Math.max(12, Math.floor(width / SIGN));
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line && line.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map(escaped);
};

// The y axis counts pixels: statement, bars, a little air, and the next.
const arranged = ({ data, layout }, width) => {
  const { bars, labels } = layout.meta;
  const thickness = bars > 1 ? 20 : 28;
  const tops = [];
  let height = 0;
  const annotations = layout.annotations.map((annotation, row) => {
    const lines = wrapped(labels[row], width);
    const y = height;
    tops.push(y + lines.length * LINE + AFTER_LABEL);
    height = tops.at(-1) + bars * (thickness + BETWEEN_BARS) + BETWEEN_ROWS;
    return { ...annotation, y, text: lines.join("<br>") };
  });
  return {
    data: data.map((trace, place) => {
      const bar = bars > 1 ? place : 0;
      return { ...trace, y: tops.map((top) => top + bar * (thickness + BETWEEN_BARS) + thickness / 2), width: thickness };
    }),
    layout: { ...layout, annotations, width, height, yaxis: { ...layout.yaxis, range: [height, 0] } },
  };
};

const draw = (place, figure) => {
  const { data, layout } = arranged(figure, place.clientWidth);
  return Plotly.react(place, data, layout, { displayModeBar: false, scrollZoom: false, doubleClick: false });
};

if (Plotly) {
  for (const place of document.querySelectorAll("[data-chart]")) {
    const figure = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    place.hidden = false;
    draw(place, figure);
    let width = place.clientWidth;
    new ResizeObserver(() => {
      if (place.clientWidth && place.clientWidth !== width) {
        width = place.clientWidth;
        draw(place, figure);
      }
    }).observe(place);
    const table = place.closest("[data-figure]").querySelector("[data-as-table]");
    if (table) table.open = false;
  }
}
