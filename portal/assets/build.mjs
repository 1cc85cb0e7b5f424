// Fills static/vendor/ from node_modules/: `npm ci && npm run build`. Git ignores what it makes.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const VENDOR = "static/vendor";
const FONTS = ["bricolage-grotesque", "figtree"];
const SUBSETS = ["latin-ext", "latin"]; // Dutch and English; a browser fetches only the subset that a page needs

await rm(VENDOR, { recursive: true, force: true });
await mkdir(`${VENDOR}/fonts`, { recursive: true });

const { version } = JSON.parse(await readFile("node_modules/fullcalendar/package.json", "utf8"));
const banner = `/* FullCalendar ${version}, MIT licence, https://fullcalendar.io */`;
await build({
  entryPoints: ["portal/assets/fullcalendar.js", "portal/assets/fullcalendar.css"],
  outdir: VENDOR,
  bundle: true,
  format: "iife",
  minify: true,
  target: "es2022",
  banner: { js: banner, css: banner },
});

const { version: sortable } = JSON.parse(await readFile("node_modules/sortablejs/package.json", "utf8"));
await build({
  entryPoints: ["portal/assets/sortable.js"],
  outdir: VENDOR,
  bundle: true,
  format: "iife",
  minify: true,
  target: "es2022",
  banner: { js: `/* SortableJS ${sortable}, MIT licence, https://sortablejs.github.io/Sortable/ */` },
});

await copyFile("node_modules/plotly.js-cartesian-dist-min/plotly-cartesian.min.js", `${VENDOR}/plotly.js`);

const faces = ["/* Bricolage Grotesque and Figtree, SIL Open Font Licence 1.1 */"];
for (const font of FONTS) {
  const folder = `node_modules/@fontsource-variable/${font}`;
  const rules = (await readFile(`${folder}/wght.css`, "utf8")).match(/@font-face \{[^}]*\}/g);
  for (const subset of SUBSETS) {
    const file = `${font}-${subset}-wght-normal.woff2`;
    await copyFile(`${folder}/files/${file}`, `${VENDOR}/fonts/${file}`);
    faces.push(rules.find((rule) => rule.includes(file)).replace("./files/", "fonts/"));
  }
}
await writeFile(`${VENDOR}/fonts.css`, faces.join("\n\n") + "\n");
