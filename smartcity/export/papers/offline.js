"use strict";
// Charts say the value of the mark that is pointed at, tapped or reached by the arrow keys; heads of tables sort rows.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
for (const frame of document.querySelectorAll(".frame")) {
  const [svg, tip] = [frame.querySelector("svg"), frame.querySelector(".tip")];
  const marks = [...svg.querySelectorAll("[role=img]")];
  let shown = -1;
  const say = (place) => {
    shown = place;
    tip.hidden = place < 0;
    if (place < 0) return;
    tip.textContent = marks[place].getAttribute("aria-label");
    const [around, box] = [frame, marks[place]].map((one) => one.getBoundingClientRect());
    const left = (box.left + box.right) / 2 - around.left - tip.offsetWidth / 2;
    const above = box.top - around.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(0, Math.min(left, around.width - tip.offsetWidth))}px`;
    tip.style.top = `${above < 0 ? box.bottom - around.top + 6 : above}px`;
  };
  const found = (event) => marks.indexOf(event.target.closest("[role=img]"));
  frame.addEventListener("pointermove", (event) => event.pointerType === "mouse" && say(found(event)));
  frame.addEventListener("pointerleave", () => say(-1));
  frame.addEventListener("click", (event) => say(found(event)));
  frame.addEventListener("focusout", () => say(-1));
  if (marks.length) svg.tabIndex = 0;
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") say(-1);
    if (!(event.key in STEPS) || !marks.length) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(shown < 0 ? 0 : shown + STEPS[event.key], marks.length - 1));
    marks[place].tabIndex = -1;
    marks[place].focus();
    say(place);
  });
}
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const [column, body] = [head.cellIndex, head.closest("table").tBodies[0]];
    const rises = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rises ? "ascending" : "descending");
    const isNumber = head.classList.contains("number");
    const of = (row) => isNumber ? parseFloat(row.cells[column].dataset.value ?? "NaN") : row.cells[column].textContent;
    const compare = (one, other) => {
      const [a, b] = [of(one), of(other)];
      if (isNumber) return isNaN(a) - isNaN(b) || (rises ? a - b : b - a);
      return (rises ? 1 : -1) * a.localeCompare(b, document.documentElement.lang);
    };
    body.append(...[...body.rows].sort(compare));
  });
}
