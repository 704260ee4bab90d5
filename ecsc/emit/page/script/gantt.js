/* The chart's controls: zoom, folds, filters, keyboard, and the details of the row that is read. */
(() => {
  const gantt = window.page?.gantt, state = window.page?.state, view = gantt?.view;
  if (!view) return;
  const { data, items, blocks, blockOf, section, body, filled } = gantt;
  const told = section.querySelector(".gantt-details"), shown = section.querySelector(".gantt-shown");
  section.querySelector(".gantt-live").hidden = false;
  section.classList.add("live");
  const ZOOMS = { day: 22, week: 5.5, month: 1.9, quarter: 0.7, fit: undefined };
  const OPEN = 150, MOST_NAMED = 4;
  const headed = blocks.map((block, at) => (block.h ? at : -1)).filter((at) => at >= 0);
  const controls = Object.fromEntries([...section.querySelectorAll("[data-filter]")].map((one) => [one.dataset.filter, one]));
  /* On a narrow screen the whole year would be a stripe: months are the first sight there. */
  const first = gantt.scroll.clientWidth < 560 && gantt.data.days > 100 ? "month" : "fit";
  let zoom = first, pinned = null, before = null;

  const filter = () => ({
    owner: controls.owner?.value ?? "",
    phase: controls.phase?.value ? String(headed[Number(controls.phase.value)]) : "",
    goal: controls.goal?.value ?? "",
    critical: controls.critical?.checked ?? false,
  });
  const filtered = () => Object.values(filter()).some((value) => value !== "" && value !== false);

  const counted = (number) => number.toLocaleString(document.documentElement.lang);
  const refresh = () => {
    const found = gantt.rows(view.folded, filter());
    view.show(found.rows);
    shown.textContent = found.shown ? filled(data.words.shown, { shown: counted(found.shown), all: counted(items.length) }) : data.words.none;
  };

  /* Keep what was chosen in the address: zoom, the phases that are folded (or not, whichever is shorter), filters. */
  const keep = () => {
    state.set("zoom", zoom === first ? "" : zoom);
    const folded = before ?? view.folded, open = headed.filter((at) => !folded.has(at));
    const byDefault = items.length > OPEN ? headed.length === folded.size : folded.size === 0;
    const listed = folded.size <= open.length ? `f${[...folded].sort((a, b) => a - b).join(".")}` : `o${open.join(".")}`;
    state.set("fold", byDefault ? "" : listed);
    for (const key in controls) {
      const one = controls[key];
      state.set(`gantt-${key}`, key === "critical" ? (one.checked ? "1" : "") : one.value && one.selectedOptions[0].text);
    }
  };
  const restore = () => {
    const fold = state.get("fold"), listed = new Set(fold.slice(1).split(".").filter(Boolean).map(Number));
    const starts = fold ? (fold[0] === "o" ? headed.filter((at) => !listed.has(at)) : headed.filter((at) => listed.has(at))) : items.length > OPEN ? headed : [];
    view.folded = new Set(starts);
    before = null;
    for (const key in controls) {
      const kept = state.get(`gantt-${key}`); // names, which stay right when the page is made anew
      if (key === "critical") controls[key].checked = kept === "1";
      else controls[key].value = [...controls[key].options].find((one) => one.value && one.text === kept)?.value ?? "";
    }
    if (filtered()) { before = new Set(view.folded); view.folded = new Set(); }
    zoom = Object.hasOwn(ZOOMS, state.get("zoom")) ? state.get("zoom") : first;
  };

  const press = () => {
    for (const button of section.querySelectorAll("[data-zoom]")) button.setAttribute("aria-pressed", String(button.dataset.zoom === zoom));
  };
  const zoomTo = (to) => {
    const row = view.rows[view.current], one = row >= 0 && body.contains(document.activeElement) ? items[row] : undefined;
    zoom = to;
    press();
    view.zoomTo(ZOOMS[zoom], one?.m ?? one?.b?.[0]);
    keep();
  };
  const fold = (at, shut) => {
    if (shut) view.folded.add(at); else view.folded.delete(at);
    refresh();
    keep();
  };

  const term = (list, title, words) => {
    if (!words) return;
    const group = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = title;
    dd.textContent = words;
    group.append(dt, dd);
    list.append(group);
  };
  /* Say of an item what the table says, what it drives, and highlight both chains. */
  const describe = (item) => {
    if (item === null) { told.replaceChildren(data.words.hint); view.pinned = false; view.mark(null); return; }
    const title = document.createElement("p"), list = document.createElement("dl");
    title.className = "title";
    title.textContent = gantt.name(item) + (pinned === item ? ` (${data.words.pinned})` : "");
    for (const column of [2, 3, 4, 5, 7]) term(list, gantt.heads[column], gantt.told(item, column));
    const next = gantt.driven.get(item) ?? [], names = next.slice(0, MOST_NAMED).map(gantt.name);
    if (next.length > names.length) names.push(filled(data.words.more, { count: next.length - names.length }));
    term(list, data.words.whatItDrives, names.join(", ") || data.words.nothing);
    told.replaceChildren(title, list);
    view.pinned = pinned === item;
    view.mark({ item, ...gantt.chain(item) });
  };
  const read = (row) => { if (pinned === null) describe(row >= 0 ? row : null); };
  const pin = (item) => { pinned = pinned === item ? null : item; describe(item); };
  const release = () => { pinned = null; describe(null); };

  const rowOf = (target) => { const line = target.closest?.(".gantt-row"); return line ? Number(line.dataset.row) : undefined; };
  body.addEventListener("pointerover", (event) => {
    const row = rowOf(event.target);
    if (event.pointerType === "mouse" && row !== undefined && row !== view.over) { view.over = row; read(row); }
  });
  body.addEventListener("pointerleave", () => {
    if (view.over === undefined) return;
    view.over = undefined;
    const row = body.contains(document.activeElement) ? view.rows[view.current] : undefined;
    read(row ?? -1);
  });
  body.addEventListener("focusin", (event) => {
    const row = rowOf(event.target), place = view.placeOf.get(row);
    if (place === undefined) return;
    view.current = place;
    if (event.relatedTarget && !body.contains(event.relatedTarget)) view.go(place, false);
    read(row);
  });
  body.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (row === undefined) return;
    view.go(view.placeOf.get(row));
    choose(row);
  });

  /* The next finer scale than the one of the moment, or the next coarser one. */
  const finer = ["quarter", "month", "week", "day"], coarser = [...finer].reverse();
  const step = (by) => {
    const to = by > 0 ? finer.find((one) => ZOOMS[one] > view.day * 1.01) : coarser.find((one) => ZOOMS[one] < view.day / 1.01);
    if (to) zoomTo(to);
  };
  const choose = (row) => { if (row < 0) fold(-1 - row, !view.folded.has(-1 - row)); else pin(row); };
  const keys = {
    ArrowDown: () => view.go(view.current + 1), ArrowUp: () => view.go(view.current - 1),
    PageDown: () => view.go(view.current + 10), PageUp: () => view.go(view.current - 10),
    Home: () => view.go(0), End: () => view.go(view.rows.length - 1),
    ArrowLeft: (row) => {
      if (row < 0) fold(-1 - row, true);
      else if (view.placeOf.has(-1 - blockOf[row])) view.go(view.placeOf.get(-1 - blockOf[row]));
    },
    ArrowRight: (row) => { if (row < 0) fold(-1 - row, false); },
    Enter: choose, " ": choose,
    Escape: release,
    "+": () => step(1), "=": () => step(1), "-": () => step(-1), 0: () => zoomTo("fit"),
  };
  body.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](view.rows[view.current]);
    if (view.rows.length) view.shown.get(view.rows[view.current])?.focus({ preventScroll: true });
  });

  for (const button of section.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoomTo(button.dataset.zoom));
  for (const button of section.querySelectorAll("[data-fold]")) {
    button.addEventListener("click", () => {
      view.folded = new Set(button.dataset.fold === "all" ? headed : []);
      refresh();
      keep();
    });
  }
  for (const key in controls) {
    controls[key].addEventListener("change", () => {
      if (filtered() && !before) { before = new Set(view.folded); view.folded = new Set(); }
      else if (!filtered() && before) { view.folded = before; before = null; }
      refresh();
      keep();
    });
  }

  const table = section.querySelector(".gantt-table");
  let wide = 0;
  new ResizeObserver(() => {
    if (gantt.scroll.clientWidth === wide) return;
    wide = gantt.scroll.clientWidth;
    if (wide) view.zoomTo(ZOOMS[zoom]);
  }).observe(gantt.scroll);
  state.watch(() => { restore(); refresh(); press(); view.zoomTo(ZOOMS[zoom]); });

  table.open = false;
  told.replaceChildren(data.words.hint);
  restore();
  press();
  refresh();
  wide = gantt.scroll.clientWidth;
  view.zoomTo(ZOOMS[zoom], data.today ?? 0);
})();
