const ATTRIBUTES = ["placeholder", "aria-label", "title", "alt"];

function swapText(node, texts) {
  const found = texts[node.nodeValue.trim()];
  if (found && found !== node.nodeValue) node.nodeValue = found;
}

function swapAttributes(element, texts) {
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    const found = value && texts[value.trim()];
    if (found && found !== value) element.setAttribute(name, found);
  }
}

function swapBelow(root, texts) {
  if (root.nodeType === Node.TEXT_NODE) return swapText(root, texts);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) swapText(walker.currentNode, texts);
  swapAttributes(root, texts);
  root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join()).forEach((element) => swapAttributes(element, texts));
}

export default function ({ data }) {
  const texts = data.texts;
  document.documentElement.lang = data.lang;
  swapBelow(document.body, texts);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") swapText(change.target, texts);
      else if (change.type === "attributes") swapAttributes(change.target, texts);
      else change.addedNodes.forEach((node) => swapBelow(node, texts));
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  return () => observer.disconnect();
}
