/* Ticks off the checklists: kept in this browser under the strategy's id, counted by owner and phase.

   `page.ticks` is for the files beside: `entries` with their boxes, `folds`, `say(template, values)`, `count()`,
   `ids()` of what is ticked here, `replace(ids)`, and `words`, the sentences of the page. */
(() => {
  const root = document.getElementById("ticks");
  if (!root) return;
  const words = root.dataset, told = document.getElementById("tick-told");
  const folds = [...root.querySelectorAll("details.listed")];
  const later = (day, weeks) => new Date(Date.parse(day) + weeks * 6048e5).toISOString().slice(0, 10);
  const entries = [...root.querySelectorAll("li[data-i]")].map((li) => {
    const from = li.closest("[data-w]")?.dataset.w ?? "";
    return {
      li, from, to: li.dataset.e && from ? later(from, Number(li.dataset.e)) : from, owner: li.closest("[data-o]")?.dataset.o ?? "",
      days: [...li.querySelectorAll("li[data-w]")], fold: li.closest("details.listed"), boxes: [],
    };
  });
  /* A box before what is ticked, which becomes its label; what it is ticked by stands in `data-k`, or in a list of such. */
  const lists = words.lists.split("|");
  for (const entry of entries) {
    const { i, k, d } = entry.li.dataset;
    if (k === undefined) continue;
    const marks = (k[0] === "*" ? lists[Number(k.slice(1))] : k).split(" ").map(decodeURIComponent);
    const items = k === "" ? [entry.li.firstElementChild] : entry.li.querySelectorAll("li:not(.h)");
    marks.forEach((mark, at) => {
      const label = document.createElement("label"), input = document.createElement("input"), item = items[at];
      input.type = "checkbox";
      input.checked = input.disabled = d !== undefined;
      if (k === "") { item.before(label); label.append(input, item); }
      else { label.append(input, ...item.childNodes); item.append(label); }
      entry.boxes.push({ input, entry, id: i + mark });
    });
  }
  const boxes = entries.flatMap((entry) => entry.boxes);
  const byInput = new Map(boxes.map((box) => [box.input, box]));
  const names = new Map([...root.querySelectorAll("li[data-of]")].map((one) => [one.dataset.of, one.firstElementChild.textContent]));

  const key = `ecsc.ticks.${words.strategy}`;
  let kept = new Set();
  const load = () => {
    try { kept = new Set(JSON.parse(localStorage.getItem(key) ?? "[]").map(String)); } catch { /* nothing is kept */ }
  };
  const save = () => {
    try { localStorage.setItem(key, JSON.stringify([...kept].sort())); return true; } catch { return false; }
  };
  const put = () => { for (const box of boxes) if (!box.input.disabled) box.input.checked = kept.has(box.id); };

  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const say = (text, values) => { told.textContent = fill(text, values); };
  const tally = (of) => {
    const found = new Map();
    for (const box of boxes) {
      const one = found.get(of(box.entry)) ?? { done: 0, all: 0 };
      one.all += 1;
      if (box.input.checked) one.done += 1;
      found.set(of(box.entry), one);
    }
    return found;
  };
  const count = () => {
    const inFolds = tally((entry) => entry.fold), owners = tally((entry) => entry.owner);
    for (const fold of folds) fold.querySelector(".n").textContent = inFolds.has(fold) ? fill(words.told, inFolds.get(fold)) : "";
    for (const one of root.querySelectorAll("li[data-of]")) one.lastElementChild.textContent = fill(words.told, owners.get(one.dataset.of));
    return { owners, whole: tally(() => "").get("") ?? { done: 0, all: 0 } };
  };

  root.addEventListener("change", ({ target }) => {
    const box = byInput.get(target);
    if (!box) return;
    if (target.checked) kept.add(box.id); else kept.delete(box.id);
    const { owners } = count(), owner = box.entry.owner;
    if (save()) say(words.changed, { name: names.get(owner), ...owners.get(owner) }); else say(words.unkept);
  });
  addEventListener("storage", (event) => { if (event.key === key) { load(); put(); count(); } });

  page.ticks = {
    root, words, entries, boxes, folds, names, say, count,
    ids: () => boxes.filter((box) => !box.input.disabled && box.input.checked).map((box) => box.id),
    replace: (ids) => { kept = new Set(ids); put(); count(); return save(); },
    kept: () => [...kept],
  };
  load();
  put();
  say(words.told, count().whole);
})();
