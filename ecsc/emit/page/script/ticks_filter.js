/* The checklists by owner, by week and open ones only; the choice is kept in the address. */
(() => {
  const ticks = page.ticks;
  if (!ticks) return;
  const [owner, week, open] = ["tick-owner", "tick-week", "tick-open"].map((id) => document.getElementById(id));
  const groups = [...ticks.root.querySelectorAll("details.listed, .share, .week")].reverse();
  const launches = [...ticks.root.querySelectorAll("details.launched")];
  const few = 30;

  const fits = (entry) => {
    for (const day of entry.days) day.hidden = week.value !== "" && day.dataset.w !== week.value;
    if (owner.value !== "*" && owner.value !== `=${entry.owner}`) return false;
    if (open.checked && !entry.boxes.some((box) => !box.input.checked)) return false;
    if (week.value === "" || entry.days.some((day) => !day.hidden)) return true;
    return entry.from !== "" && entry.from <= week.value && week.value <= entry.to;
  };
  const show = () => {
    let seen = 0;
    for (const entry of ticks.entries) {
      entry.li.hidden = !fits(entry);
      if (!entry.li.hidden) seen += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("li[data-i]:not([hidden])");
    const chosen = owner.value !== "*" || week.value !== "" || open.checked;
    if (chosen) for (const fold of ticks.folds) fold.open = true;
    return seen;
  };
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
    const seen = show();
    page.state.set("owner", owner.value === "*" ? "" : owner.value);
    page.state.set("week", week.value);
    page.state.set("open", open.checked ? "1" : "");
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
