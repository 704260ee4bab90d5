/* The checklists by owner, by week and open ones only; the choice is kept in the address. */
(() => {
  const ticks = page.ticks;
  if (!ticks) return;
  const [owner, week, open] = ["tick-owner", "tick-week", "tick-open"].map((id) => document.getElementById(id));
  const groups = [...ticks.root.querySelectorAll("details.listed, .share, .week")];
  const around = new Map(ticks.entries.map((entry) => [
    entry, [".week", ".share", "details.listed"].map((kind) => entry.li.closest(kind)).filter(Boolean),
  ]));
  const hide = (element, hidden) => { if (element.hidden !== hidden) element.hidden = hidden; };
  const launches = [...ticks.root.querySelectorAll("details.launched")];
  const few = 30, many = 1000;

  const fits = (entry) => {
    for (const day of entry.days) hide(day, week.value !== "" && day.dataset.w !== week.value);
    if (owner.value !== "*" && owner.value !== `=${entry.owner}`) return false;
    if (open.checked && !entry.boxes.some((box) => !box.input.checked)) return false;
    if (week.value === "" || entry.days.some((day) => !day.hidden)) return true;
    return entry.from !== "" && entry.from <= week.value && week.value <= entry.to;
  };
  const show = () => {
    const chosen = owner.value !== "*" || week.value !== "" || open.checked, held = new Set();
    let seen = 0;
    for (const entry of ticks.entries) {
      const fit = fits(entry);
      hide(entry.li, !fit);
      if (!fit) continue;
      seen += 1;
      for (const group of around.get(entry)) held.add(group);
    }
    for (const group of groups) hide(group, !held.has(group));
    if (chosen && seen <= many) for (const fold of ticks.folds) fold.open = true;
    return seen;
  };
  const keep = page.state.set;
  const foldAll = (closed) => { for (const fold of [...ticks.folds, ...launches]) fold.open = !closed; };
  const restore = () => {
    const pick = (select, value, none) => {
      select.value = value || none;
      if (select.selectedIndex < 0) select.value = none;
    };
    pick(owner, page.state.get("owner"), "*");
    pick(week, page.state.get("week"), "");
    open.checked = page.state.get("open") === "1";
    show();
  };

  ticks.root.addEventListener("change", ({ target }) => {
    if (![owner, week, open].includes(target)) return;
    keep("owner", owner.value === "*" ? "" : owner.value);
    keep("week", week.value);
    keep("open", open.checked ? "1" : "");
    const seen = show();
    if (seen) ticks.say(ticks.words.told, ticks.count().whole); else ticks.say(ticks.words.none);
  });
  ticks.root.addEventListener("click", ({ target }) => {
    if (target.dataset.do === "fold") foldAll(true);
    if (target.dataset.do === "unfold") foldAll(false);
  });
  page.state.watch?.(restore);

  if (ticks.entries.length > few) foldAll(true);
  restore();
})();
