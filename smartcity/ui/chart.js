// A chart that was drawn on the server: it takes the width there is, and says the value of the mark that is nearest to
// the pointer, that was tapped, or that the arrow keys reach.

const REACH = 20; // px around a mark in which it is meant
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function distance(box, x, y) {
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}

// Of marks that lie on each other the smaller is meant: a point on its bar.
function nearest(marks, x, y) {
  const measured = marks.map((mark) => {
    const box = mark.getBoundingClientRect();
    return { mark, away: distance(box, x, y), size: box.width * box.height };
  });
  measured.sort((one, other) => one.away - other.away || one.size - other.size);
  return measured.length && measured[0].away <= REACH ? measured[0].mark : null;
}

export default function ({ data, parentElement }) {
  const chart = parentElement.querySelector(".chart");
  if (chart.drawn !== data.svg) {
    chart.innerHTML = data.svg;
    chart.drawn = data.svg;
  }
  const svg = chart.querySelector("svg");
  const marks = [...svg.querySelectorAll("[role=img]")];
  const tip = parentElement.querySelector(".tip");
  let shown = null;

  const say = (mark) => {
    shown = mark;
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.getAttribute("aria-label");
    const [around, box] = [chart, mark].map((one) => one.getBoundingClientRect());
    const left = (box.left + box.right) / 2 - around.left - tip.offsetWidth / 2;
    const above = box.top - around.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(0, Math.min(left, around.width - tip.offsetWidth))}px`;
    tip.style.top = `${above < 0 ? box.bottom - around.top + 6 : above}px`;
  };

  chart.listening?.abort();
  chart.listening = new AbortController();
  const options = { signal: chart.listening.signal };
  const point = (event) => say(nearest(marks, event.clientX, event.clientY));
  chart.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(event), options);
  chart.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && say(null), options);
  chart.addEventListener("click", point, options);
  document.addEventListener("click", (event) => event.composedPath().includes(chart) || say(null), options);
  if (marks.length) svg.tabIndex = 0;
  chart.addEventListener("keydown", (event) => {
    if (event.key === "Escape") say(null);
    if (!(event.key in STEPS) || !marks.length) return;
    event.preventDefault();
    const place = shown ? marks.indexOf(shown) + STEPS[event.key] : 0;
    const mark = marks[Math.max(0, Math.min(place, marks.length - 1))];
    mark.tabIndex = -1;
    mark.focus();
    say(mark);
  }, options);
  chart.addEventListener("focusout", () => say(null), options);
  return () => chart.listening.abort();
}
