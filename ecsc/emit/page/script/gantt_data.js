/* The schedule as data: positions from the page's inert JSON, names from the rows of its table.

   A row of the chart is a number: an item's place from 0, or -1 - block for the head of a block. */
(() => {
  const source = document.getElementById("gantt-data"), table = document.querySelector("table.work");
  if (!source || !table) return;
  const data = JSON.parse(source.textContent);
  const bodies = [...table.tBodies].filter((body) => body.classList.contains("w"));
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const { items, blocks } = data;
  const blockOf = new Int32Array(items.length), driven = new Map();
  let begins = 0;
  blocks.forEach((block, at) => {
    block.at = begins;
    blockOf.fill(at, begins, begins + block.n);
    begins += block.n;
  });
  items.forEach((item, at) => {
    if (item.v === undefined) return;
    item.l ??= [[item.v, 0, (item.k ?? 0) & (items[item.v].k ?? 0) & 1]];
    if (!driven.has(item.v)) driven.set(item.v, []);
    driven.get(item.v).push(at);
  });

  const line = (item) => {
    const block = blocks[blockOf[item]];
    return bodies[blockOf[item]].rows[item - block.at + (block.h ? 1 : 0)];
  };
  const DRIVEN = 7;
  /* In a long table what drives a row stands there by its number alone. */
  const told = (row, column) => {
    const text = row < 0 ? "" : line(row).cells[column].textContent;
    return column === DRIVEN && /^\d+\s*$/.test(text) ? name(items[row].v) : text;
  };
  const name = (row) => {
    if (row < 0) return bodies[-1 - row].rows[0].querySelector("b").textContent;
    const text = told(row, 1);
    return items[row].m === undefined ? text : text.replace(/^◆ /, "");
  };

  /* What an item's date comes from, back to the beginning, and all that hangs on it. */
  const chain = (item) => {
    const up = new Set(), down = new Set(), waiting = [item];
    for (let at = items[item].v; at !== undefined && !up.has(at) && at !== item; at = items[at].v) up.add(at);
    while (waiting.length) {
      for (const next of driven.get(waiting.pop()) ?? []) {
        if (next !== item && !down.has(next)) { down.add(next); waiting.push(next); }
      }
    }
    return { up, down };
  };

  const matches = (item, filter) => {
    const one = items[item], block = blockOf[item];
    if (filter.phase !== "" && block !== Number(filter.phase)) return false;
    if (filter.owner !== "" && one.o !== Number(filter.owner)) return false;
    if (filter.goal !== "" && !(one.g ?? []).includes(Number(filter.goal))) return false;
    return !filter.critical || ((one.k ?? 0) & 1) === 1;
  };

  /* The rows to draw, top to bottom, and how many items match, folded away or not. */
  const rows = (folded, filter) => {
    const found = [], filtered = Object.values(filter).some((value) => value !== "" && value !== false);
    let shown = 0;
    blocks.forEach((block, at) => {
      const inside = [];
      for (let item = block.at; item < block.at + block.n; item++) {
        if (!filtered || matches(item, filter)) inside.push(item);
      }
      shown += inside.length;
      if (!inside.length) return;
      if (block.h) found.push(-1 - at);
      if (!block.h || !folded.has(at)) for (const item of inside) found.push(item);
    });
    return { rows: found, shown };
  };

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

  window.page.gantt = { data, items, blocks, blockOf, driven, heads, told, name, chain, rows, filled };
})();
