// A long table in a box that scrolls: a press on a column's name sorts by it, and once more turns the order round.

const LONGEST_WORD = 24, LONGEST_LABEL = 40;
const OPPOSITE = { ascending: "descending", descending: "ascending" };

function element(name, parent, properties = {}) {
  return parent.appendChild(Object.assign(document.createElement(name), properties));
}

// What is missing stands last, whichever way the rows run.
function ordered(column, order, language) {
  const known = column.values ?? column.texts, turn = order === "descending" ? -1 : 1;
  const places = [...known.keys()];
  const compare = column.values ? (one, other) => one - other : new Intl.Collator(language, { numeric: true }).compare;
  return places.sort((one, other) => {
    const [first, second] = [known[one], known[other]];
    if (first === null || second === null) return (first === null) - (second === null);
    return turn * compare(first, second);
  });
}

// A column keeps its words whole; sentences get room, and what no line could hold (a link, a checksum) is broken.
function kindOf(column) {
  if (column.values) return "number";
  if (column.texts.some((text) => text.split(/\s/).some((word) => word.length > LONGEST_WORD))) return "unbroken";
  return column.texts.some((text) => text.length > LONGEST_LABEL) ? "prose" : "";
}

function fill(body, data, places) {
  const rows = document.createDocumentFragment();
  for (const place of places) {
    const row = element("tr", rows, { className: data.marked.includes(place) ? "marked" : "" });
    for (const column of data.columns) {
      element("td", row, { className: column.kind, textContent: column.texts[place] });
    }
  }
  body.replaceChildren(rows);
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".box");
  const given = JSON.stringify(data);
  if (box.given === given) return;
  box.given = given;
  box.setAttribute("aria-label", data.alt);
  const table = document.createElement("table"), head = element("tr", element("thead", table)), body = element("tbody", table);
  data.columns.forEach((column) => Object.assign(column, { kind: kindOf(column) }));
  const names = data.columns.map((column) => {
    const name = element("th", head, { scope: "col", className: column.values ? "number" : "" });
    element("button", name, { type: "button", textContent: column.label });
    return name;
  });
  const sort = (place, order) => {
    const [column, name] = [data.columns[place], names[place]];
    names.forEach((one) => one.removeAttribute("aria-sort"));
    name.setAttribute("aria-sort", order);
    box.sorted = { label: column.label, order };
    fill(body, data, ordered(column, order, data.language));
  };
  names.forEach((name, place) => name.firstChild.addEventListener("click", () => {
    sort(place, OPPOSITE[name.getAttribute("aria-sort")] ?? "ascending");
  }));
  // Other rows of the same table keep the order that the reader chose.
  const kept = data.columns.findIndex((column) => column.label === box.sorted?.label);
  if (kept >= 0) sort(kept, box.sorted.order);
  else fill(body, data, data.columns[0].texts.keys());
  box.replaceChildren(table);
}
