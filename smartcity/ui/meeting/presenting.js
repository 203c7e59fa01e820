/** Arrow and page keys press the buttons of the bar, unless somebody types or chooses with them. */
const STEPS = {
  ArrowRight: "after", PageDown: "after", ArrowLeft: "before", PageUp: "before",
};

function walk(event) {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const [at] = event.composedPath();
  if (at.closest?.("input, textarea, select, [contenteditable=true], [role=img]")) return;
  event.preventDefault();
  document.querySelector(`.st-key-present-${step} button:not(:disabled)`)?.click();
}

export default function () {
  document.addEventListener("keydown", walk);
  return () => document.removeEventListener("keydown", walk);
}
